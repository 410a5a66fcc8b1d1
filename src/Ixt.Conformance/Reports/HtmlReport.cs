using System.Text.Json;
using Ixt.Conformance.Reports.Model;

namespace Ixt.Conformance.Reports;

/// <summary>A run of the suite as an HTML page.</summary>
internal static class HtmlReport
{
    /// <summary>The page.</summary>
    public static string Render(ReportDocument document) =>
        // "<" cannot end the script element, or begin a comment, when it is an escape; the default encoder escapes it.
        HtmlPage.Render("report", JsonSerializer.Serialize(document, ReportJsonContext.Default.ReportDocument));
}
