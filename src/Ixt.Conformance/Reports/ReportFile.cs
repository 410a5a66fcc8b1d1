using Ixt.Conformance.Commands;
using Ixt.Conformance.Execution;
namespace Ixt.Conformance.Reports;
/// <summary>Writes a report.</summary>
internal static class ReportFile
{
    /// <summary>Writes it.</summary>
    public static Task WriteAsync(RunOutcome outcome, ReportRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();
}
