namespace Ixt.Conformance.Compare.Reports;

/// <summary>One implementation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Command">How it is started.</param>
internal sealed record ImplementationReport(string Name, string Command);
