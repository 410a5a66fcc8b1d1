namespace Ixt.Conformance.Compare.Reports;

/// <summary>Everything that came of a <c>compare</c>, as it is written to a report.</summary>
/// <param name="RunnerVersion">Version of this program.</param>
/// <param name="Started">When.</param>
/// <param name="ExitCode">What the program ends with.</param>
/// <param name="Scripts">Per script.</param>
internal sealed record CompareReport(string RunnerVersion, DateTimeOffset Started, int ExitCode, IReadOnlyList<ScriptReport> Scripts);
