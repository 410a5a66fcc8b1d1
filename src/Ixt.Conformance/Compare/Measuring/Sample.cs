namespace Ixt.Conformance.Compare.Measuring;

/// <summary>What one process showed.</summary>
/// <param name="StartUp">From the start of the process to the answer of its init.</param>
/// <param name="MemoryBytes">The most physical memory it ever held.</param>
/// <param name="RoundTrips">Of each message, one after the other, the first pass left out.</param>
internal sealed record Sample(TimeSpan StartUp, long MemoryBytes, IReadOnlyList<TimeSpan> RoundTrips);
