namespace Ixt.Conformance.Reports;

/// <summary>A report as one HTML file that needs nothing else: style, script and data are inside.</summary>
internal static class HtmlPage
{
    private const string StyleMark = "/*STYLE*/";
    private const string ScriptMark = "/*SCRIPT*/";
    private const string DataMark = "/*DATA*/";

    /// <summary>The page of that name around its data.</summary>
    /// <param name="name">Of its HTML and script.</param>
    /// <param name="json">In which <c>&lt;</c> is escaped.</param>
    /// <param name="style">What it adds to the style of all reports.</param>
    public static string Render(string name, string json, string? style = null) =>
        Resource($"{name}.html")
            .Replace(StyleMark, Resource("report.css") + (style is null ? string.Empty : Resource(style)), StringComparison.Ordinal)
            .Replace(ScriptMark, Resource($"{name}.js"), StringComparison.Ordinal)
            .Replace(DataMark, json, StringComparison.Ordinal);

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the program.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
