namespace Ixt.Conformance.Compare.Play;

/// <summary>Where and why an implementation did not get to the end of the script.</summary>
/// <param name="Step">Index of the step.</param>
/// <param name="Expected">What was waited for.</param>
/// <param name="Got">What came instead.</param>
/// <param name="Output">The last lines that it wrote.</param>
internal sealed record Stop(int Step, string Expected, string Got, IReadOnlyList<string> Output);
