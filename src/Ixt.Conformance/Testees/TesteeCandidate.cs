namespace Ixt.Conformance.Testees;

/// <summary>An implementation that the suite knows of.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Testee">How to start it; null when it is absent.</param>
/// <param name="AbsentReason">Why it is absent, and what to do; null when it is there.</param>
/// <param name="Asked">Whether the user named it, so that its absence is an error.</param>
internal sealed record TesteeCandidate(string Name, ITestee? Testee, string? AbsentReason, bool Asked);
