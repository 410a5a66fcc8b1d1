namespace Ixt.Conformance.Tests.SelfTest;

/// <summary>A line of <c>broken.json</c>.</summary>
/// <param name="Requirement">What it breaks.</param>
/// <param name="Cases">The cases, each of which must catch it, in every framing named.</param>
internal sealed record BrokenModule(string Requirement, IReadOnlyList<CaughtBy> Cases);
