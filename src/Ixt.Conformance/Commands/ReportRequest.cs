namespace Ixt.Conformance.Commands;

/// <summary>One <c>--report</c>.</summary>
/// <param name="Format"><c>json</c>, <c>junit</c>, <c>html</c> or <c>md</c>.</param>
/// <param name="File">Where to.</param>
internal sealed record ReportRequest(string Format, string File)
{
    /// <summary>The formats there are.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["json", "junit", "html", "md"];

    /// <summary>Reads <c>format=file</c>.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static ReportRequest Parse(string text) => Parse(text, Formats);

    /// <summary>Reads <c>format=file</c>, of fewer formats.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static ReportRequest Parse(string text, IReadOnlyList<string> formats)
    {
        string[] parts = text.Split('=', 2);
        return parts.Length == 2 && formats.Contains(parts[0]) && parts[1].Length > 0
            ? new ReportRequest(parts[0], parts[1])
            : throw new FormatException($"--report {text}: expected FORMAT=FILE, FORMAT one of {string.Join(", ", formats)}.");
    }
}
