namespace Ixt.Conformance.Reports.Model;

/// <summary>A group of cases.</summary>
/// <param name="Id">As in <see cref="ReportCase.Area"/>.</param>
/// <param name="Title">For people.</param>
internal sealed record ReportArea(string Id, string Title);
