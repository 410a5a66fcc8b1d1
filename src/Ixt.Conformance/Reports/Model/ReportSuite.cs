namespace Ixt.Conformance.Reports.Model;

/// <summary>What was tested with.</summary>
/// <param name="SpecVersion">The version of the specification.</param>
/// <param name="RunnerVersion">The version of the runner.</param>
/// <param name="SchemaSha256">Of <c>protocol.schema.json</c>.</param>
/// <param name="CasesSha256">Of all case files, in the order of their paths.</param>
/// <param name="Cases">How many cases the suite has.</param>
internal sealed record ReportSuite(string SpecVersion, string RunnerVersion, string SchemaSha256, string CasesSha256, int Cases);
