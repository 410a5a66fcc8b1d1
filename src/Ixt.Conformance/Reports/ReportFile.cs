using System.Text;
using System.Text.Json;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Commands;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Reports.Model;
using Ixt.Conformance.Schemas;

namespace Ixt.Conformance.Reports;

/// <summary>Writes reports to files.</summary>
internal static class ReportFile
{
    /// <summary>Writes one report.</summary>
    /// <exception cref="SuiteFaultException">The report does not fit its own schema.</exception>
    public static async Task WriteAsync(RunOutcome outcome, ReportRequest request, CancellationToken cancellationToken)
    {
        ReportDocument document = ReportBuilder.Build(outcome, allConversations: request.Format == "html");
        string text = request.Format switch
        {
            "json" => await ValidJsonAsync(document, outcome.Suite.Spec, cancellationToken).ConfigureAwait(false),
            "junit" => JUnitReport.Render(document),
            "html" => HtmlReport.Render(document),
            _ => MarkdownReport.Render(document),
        };
        string path = Path.GetFullPath(request.File);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> ValidJsonAsync(ReportDocument document, SpecDirectory spec, CancellationToken cancellationToken)
    {
        string json = JsonSerializer.Serialize(document, ReportJsonContext.Default.ReportDocument);
        JsonFileSchema schema = await JsonFileSchema.LoadAsync(spec.Schema("report.schema.json"), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> violations = schema.Validate(json);
        return violations.Count == 0 ? json : throw new SuiteFaultException([.. violations.Select(v => $"The report does not fit report.schema.json: {v}")]);
    }
}
