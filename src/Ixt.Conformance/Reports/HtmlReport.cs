using System.Text.Json;
using Ixt.Conformance.Reports.Model;

namespace Ixt.Conformance.Reports;

/// <summary>A report as one HTML file that needs nothing else: style, script and data are inside.</summary>
internal static class HtmlReport
{
    private const string StyleMark = "/*STYLE*/";
    private const string ScriptMark = "/*SCRIPT*/";
    private const string DataMark = "/*DATA*/";

    /// <summary>The page.</summary>
    public static string Render(ReportDocument document)
    {
        // "<" cannot end the script element, or begin a comment, when it is an escape; the default encoder escapes it.
        string data = JsonSerializer.Serialize(document, ReportJsonContext.Default.ReportDocument);
        return Resource("report.html")
            .Replace(StyleMark, Resource("report.css"), StringComparison.Ordinal)
            .Replace(ScriptMark, Resource("report.js"), StringComparison.Ordinal)
            .Replace(DataMark, data, StringComparison.Ordinal);
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the program.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
