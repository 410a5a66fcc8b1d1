namespace Ixt.Conformance.Reports.Model;

/// <summary>A requirement of <c>spec/PROTOCOL.md</c>.</summary>
internal sealed record ReportRequirement(string Id, string Role, string Provenance, string Level, string Sentence);
