namespace Ixt.Architecture.Tests.Project;

/// <summary>The table of <c>docs/architecture.md</c>: which room may see, or build, which others.</summary>
internal sealed record Arrows(string Room, IReadOnlyList<string> References, IReadOnlyList<string> Builds)
{
    /// <summary>The table's rows.</summary>
    public static IReadOnlyList<Arrows> All { get; } = [.. MarkdownTable.After(Repository.Text("docs/architecture.md"), "## Arrows")
        .Skip(1)
        .Select(row => new Arrows(Names(row[0]).Single(), [.. Names(row[1])], [.. Names(row[2])]))];

    // Names stand in backticks; a dash or an empty cell means none.
    private static IEnumerable<string> Names(string cell) => cell.Split('`').Where((_, i) => i % 2 == 1).Order(StringComparer.Ordinal);
}
