namespace Ixt.Conformance.Reports.Model;

/// <summary>Who an implementation says it is.</summary>
internal sealed record ReportImplementation(string Name, string Version, string Language, string Platform, string Spec);
