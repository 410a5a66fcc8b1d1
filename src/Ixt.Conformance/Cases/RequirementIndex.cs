using System.Text.RegularExpressions;

namespace Ixt.Conformance.Cases;

/// <summary>The requirements of <c>spec/PROTOCOL.md</c> by id, read from its text.</summary>
internal sealed partial class RequirementIndex
{
    private readonly Dictionary<string, Requirement> _byId;

    private RequirementIndex(List<Requirement> all)
    {
        All = all;
        _byId = all.ToDictionary(r => r.Id, StringComparer.Ordinal);
    }

    /// <summary>In the order of the document.</summary>
    public IReadOnlyList<Requirement> All { get; }

    /// <summary>The requirement of that id, or null.</summary>
    public Requirement? Find(string id) => _byId.GetValueOrDefault(id);

    /// <exception cref="SuiteFaultException">An id stands twice, or a sentence has no key word.</exception>
    public static RequirementIndex Parse(string markdown)
    {
        List<Requirement> found = [];
        List<string> problems = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        string section = string.Empty;
        foreach (string line in markdown.Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                section = line.TrimStart('#').Trim();
                continue;
            }

            Match match = Anchor().Match(line);
            if (!match.Success)
            {
                continue;
            }

            string id = match.Groups["id"].Value;
            string sentence = match.Groups["sentence"].Value.Trim();
            if (!seen.Add(id))
            {
                problems.Add($"PROTOCOL.md: {id} stands twice.");
                continue;
            }

            if (LevelOf(sentence) is not { } level)
            {
                problems.Add($"PROTOCOL.md: {id} has no key word (MUST, SHOULD, MAY).");
                continue;
            }

            found.Add(new Requirement(id, match.Groups["role"].Value, match.Groups["provenance"].Value, level, sentence, section));
        }

        return problems.Count == 0 ? new RequirementIndex(found) : throw new SuiteFaultException(problems);
    }

    private static RequirementLevel? LevelOf(string sentence) =>
        sentence.Contains("MUST", StringComparison.Ordinal) ? RequirementLevel.Must
        : sentence.Contains("SHOULD", StringComparison.Ordinal) ? RequirementLevel.Should
        : sentence.Contains("MAY", StringComparison.Ordinal) ? RequirementLevel.May
        : null;

    [GeneratedRegex(@"^- \*\*(?<id>IXT-[A-Z]{3}-[0-9]{3})\*\* \*\((?<role>runtime|module|both), (?<provenance>readme|ecosystem|decided)\)\* (?<sentence>.+)$")]
    private static partial Regex Anchor();
}
