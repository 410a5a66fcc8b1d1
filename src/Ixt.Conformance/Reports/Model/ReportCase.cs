namespace Ixt.Conformance.Reports.Model;

/// <summary>A case.</summary>
internal sealed record ReportCase(string Id, string Area, string Title, string Level, IReadOnlyList<string> Requirements, IReadOnlyList<string> Features);
