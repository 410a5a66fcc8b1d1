using Ixt.Conformance.Compare.Verdict;

namespace Ixt.Conformance.Compare.Reports;

/// <summary>A step, or one of the things compared at the end.</summary>
/// <param name="Number">The step's number; null for the rest.</param>
/// <param name="Title">What it is.</param>
/// <param name="Note">The script's remark.</param>
/// <param name="Verdict"><c>same</c>, <c>different</c> or <c>not-reached</c>.</param>
/// <param name="Did">What each implementation did, in order; empty when there is nothing to show.</param>
/// <param name="Differences">Where they part.</param>
internal sealed record RowReport(int? Number, string Title, string? Note, string Verdict, IReadOnlyList<string> Did, IReadOnlyList<Difference> Differences);
