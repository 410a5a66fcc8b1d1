using System.Text;
using System.Text.RegularExpressions;

namespace Ixt.Conformance.Cases;

/// <summary>A pattern over cases: on the id, the area, or <c>area/id</c> when it has a slash. <c>*</c> and <c>?</c> stay within one segment, <c>**</c> does not.</summary>
internal sealed class CaseGlob
{
    private readonly Regex _regex;
    private readonly bool _onPath;

    /// <summary>Reads the pattern.</summary>
    public CaseGlob(string pattern)
    {
        Pattern = pattern;
        _onPath = pattern.Contains('/', StringComparison.Ordinal) || pattern.Contains("**", StringComparison.Ordinal);
        _regex = new Regex(ToRegex(pattern), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    /// <summary>As it was written.</summary>
    public string Pattern { get; }

    /// <summary>Whether the pattern means that case.</summary>
    public bool Matches(ConformanceCase item) => Matches(item.Area, item.Id);

    /// <summary>Whether the pattern means the case of that area and id.</summary>
    public bool Matches(string area, string id) =>
        _onPath ? _regex.IsMatch($"{area}/{id}") : _regex.IsMatch(id) || _regex.IsMatch(area);

    private static string ToRegex(string pattern)
    {
        StringBuilder text = new("^");
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*' && i + 1 < pattern.Length && pattern[i + 1] == '*')
            {
                text.Append(".*");
                i++;
            }
            else
            {
                text.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    char other => Regex.Escape(other.ToString()),
                });
            }
        }

        return text.Append('$').ToString();
    }
}
