namespace Ixt.Snippets;

/// <summary>A fenced block of a page, or a marker that has none.</summary>
/// <param name="Line">Index of the marker's line; of the fence's if there is no marker.</param>
/// <param name="Marker">The comment above the fence, or <see langword="null"/>.</param>
/// <param name="Language">What stands behind the fence; <see langword="null"/> if there is no fence.</param>
/// <param name="First">Index of the first line of the code.</param>
/// <param name="End">Index of the line behind the code, the closing fence; −1 if it is not closed.</param>
internal sealed record Block(int Line, string? Marker, string? Language, int First, int End)
{
    private const string MarkerEnd = "; a test compares. -->";

    /// <summary>Finds all of a page.</summary>
    internal static IEnumerable<Block> In(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            string? marker = IsMarker(lines[i]) ? lines[i] : null;
            int fence = marker is null ? i : i + 1;
            string opening = fence < lines.Length ? lines[fence].TrimStart() : string.Empty;
            int ticks = opening.TakeWhile(c => c == '`').Count();
            if (ticks >= 3)
            {
                int end = Array.FindIndex(lines, fence + 1, l => l.Trim() is var t && t.Length >= ticks && t.All(c => c == '`'));
                yield return new Block(i, marker, opening[ticks..].Trim(), fence + 1, end);
                i = end < 0 ? lines.Length : end;
            }
            else if (marker is not null)
            {
                yield return new Block(i, marker, null, i, i);
            }
        }
    }

    /// <summary>What the marker says, word by word: <c>code FILE</c> or <c>region NAME FILE</c>; <see langword="null"/> if it is neither.</summary>
    internal string[]? Target() => Marker!.EndsWith(MarkerEnd, StringComparison.Ordinal)
        ? Marker[..^MarkerEnd.Length].Split(' ') switch
        {
            ["<!--", "The", "code", "of", string file] => [file],
            ["<!--", "The", "region", string name, "of", string file] => [file, name],
            _ => null,
        }
        : null;

    // Also one that is misspelt: it must not pass for an ordinary comment.
    private static bool IsMarker(string line) =>
        line.TrimStart().StartsWith("<!--", StringComparison.Ordinal) && line.Contains("a test compares", StringComparison.Ordinal);
}
