using System.Text.RegularExpressions;

namespace Ixt.Snippets;

/// <summary>A file that pages quote, and the regions in it.</summary>
/// <remarks>
/// A region is <c># region NAME</c> to <c># endregion</c> (Python, TOML), <c>#region NAME</c> to <c>#endregion</c> (C#), or the latter behind
/// <c>//</c> (JavaScript). Regions may nest; their lines are never part of what is quoted.
/// </remarks>
public sealed partial class CodeFile
{
    private readonly string _path;
    private readonly string[] _lines;
    private readonly Dictionary<string, (int First, int End)> _regions = new(StringComparer.Ordinal);
    private readonly List<Finding> _faults = [];

    /// <summary>Reads the regions of a text.</summary>
    /// <param name="path">What findings call the file.</param>
    /// <param name="text">Its text.</param>
    public CodeFile(string path, string text)
    {
        _path = path;
        _lines = text.TrimEnd('\n').Split('\n');
        Stack<(string Name, int Line)> open = new();
        for (int i = 0; i < _lines.Length; i++)
        {
            if (Begin().Match(_lines[i]) is { Success: true } begin)
            {
                open.Push((begin.Groups["name"].Value, i));
            }
            else if (!End().IsMatch(_lines[i]))
            {
                continue;
            }
            else if (!open.TryPop(out (string Name, int Line) region))
            {
                Fault(i, "this endregion ends nothing");
            }
            else if (!_regions.TryAdd(region.Name, (region.Line + 1, i)))
            {
                Fault(region.Line, $"the region {region.Name} is there twice");
            }
        }

        foreach ((string name, int line) in open)
        {
            Fault(line, $"the region {name} has no end");
        }
    }

    /// <summary>Regions that have no end or no beginning, or share a name.</summary>
    public IReadOnlyList<Finding> Faults => _faults;

    /// <summary>The names of the regions.</summary>
    public IReadOnlyCollection<string> Regions => _regions.Keys;

    /// <summary>The lines of the whole file, without those that mark regions.</summary>
    public string[] Whole() => [.. WithoutMarks(_lines)];

    /// <summary>The lines of a region, dedented, without empty lines around them; <see langword="null"/> if there is no such region.</summary>
    public string[]? Region(string name)
    {
        if (!_regions.TryGetValue(name, out (int First, int End) at))
        {
            return null;
        }

        string[] lines = [.. WithoutMarks(_lines[at.First..at.End])
            .SkipWhile(string.IsNullOrWhiteSpace)
            .Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse()];
        string[] indents = [.. lines.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l[..^l.TrimStart().Length])];
        int shared = indents.Length == 0 ? 0 : indents.Min(i => i.Zip(indents[0]).TakeWhile(p => p.First == p.Second).Count());
        return [.. lines.Select(l => l.Length >= shared ? l[shared..] : string.Empty)];
    }

    private static IEnumerable<string> WithoutMarks(IEnumerable<string> lines) => lines.Where(l => !Begin().IsMatch(l) && !End().IsMatch(l));

    private void Fault(int line, string text) => _faults.Add(new Finding(_path, line + 1, text));

    [GeneratedRegex(@"^\s*(?:#|# |// ?#)region (?<name>\S+)\s*$")]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\s*(?:#|# |// ?#)endregion\b[^;]*$")]
    private static partial Regex End();
}
