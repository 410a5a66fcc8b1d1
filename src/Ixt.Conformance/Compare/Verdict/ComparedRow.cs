namespace Ixt.Conformance.Compare.Verdict;

/// <summary>A step, or one of the things compared at the end.</summary>
/// <param name="Number">The step's number in the script, from 1; null for the rest.</param>
/// <param name="Title">What it is.</param>
/// <param name="Shown">What both did, when it can be said in a few words.</param>
/// <param name="Reached">Whether every implementation got there.</param>
/// <param name="Differences">Where they part; none: the same.</param>
internal sealed record ComparedRow(int? Number, string Title, string? Shown, bool Reached, IReadOnlyList<Difference> Differences);
