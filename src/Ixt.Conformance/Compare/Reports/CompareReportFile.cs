using System.Text;
using System.Text.Json;
using Ixt.Conformance.Commands;
using Ixt.Conformance.Reports;

namespace Ixt.Conformance.Compare.Reports;

/// <summary>Writes a comparison to a file.</summary>
internal static class CompareReportFile
{
    /// <summary>Writes one report, as HTML or JSON.</summary>
    public static async Task WriteAsync(CompareReport report, ReportRequest request, CancellationToken cancellationToken)
    {
        // "<" cannot end the script element of the page, or begin a comment, when it is an escape; the default encoder escapes it.
        string json = JsonSerializer.Serialize(report, CompareReportJson.Default.CompareReport);
        string text = request.Format == "html" ? HtmlPage.Render("compare", json, "compare.css") : json;
        string path = Path.GetFullPath(request.File);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken).ConfigureAwait(false);
    }
}
