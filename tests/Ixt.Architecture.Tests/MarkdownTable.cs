namespace Ixt.Architecture.Tests;

/// <summary>Reads pipe tables of our Markdown files.</summary>
internal static class MarkdownTable
{
    /// <summary>The rows, header first, of the table that follows a heading, as trimmed cells.</summary>
    /// <exception cref="InvalidOperationException">There is no such heading, or no table before the next one.</exception>
    public static IReadOnlyList<string[]> After(string markdown, string heading)
    {
        IEnumerable<string> lines = markdown.Split('\n').Select(l => l.TrimEnd());
        string[] section = [.. lines.SkipWhile(l => l != heading).Skip(1).TakeWhile(l => !l.StartsWith('#'))];
        string[][] rows = [.. section.SkipWhile(l => !l.StartsWith('|')).TakeWhile(l => l.StartsWith('|')).Select(Cells)];
        return rows.Length > 2
            ? [.. rows.Take(1), .. rows.Skip(2)]
            : throw new InvalidOperationException($"There is no table below \"{heading}\".");
    }

    private static string[] Cells(string line) => [.. line.Split('|')[1..^1].Select(c => c.Trim())];
}
