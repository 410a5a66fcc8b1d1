using System.Text.RegularExpressions;

namespace Ixt.Architecture.Tests.Spec;

/// <summary><c>spec/PROTOCOL.md</c>, read.</summary>
internal static partial class Protocol
{
    /// <summary>The page.</summary>
    public static string Text { get; } = Repository.Text("spec/PROTOCOL.md");

    /// <summary>Its lines.</summary>
    public static IReadOnlyList<string> Lines { get; } = [.. Text.Split('\n')];

    /// <summary>Its requirements, in order.</summary>
    public static IReadOnlyList<Requirement> Requirements { get; } = [.. Lines.Select(Read).OfType<Requirement>()];

    /// <summary>The requirement on a line that has the exact form of one, or null.</summary>
    public static Requirement? Read(string line)
    {
        Match match = Anchored().Match(line);
        if (!match.Success)
        {
            return null;
        }

        string sentence = match.Groups["sentence"].Value;
        return new Requirement(
            match.Groups["id"].Value,
            match.Groups["role"].Value,
            match.Groups["provenance"].Value,
            RequirementKeywords.In(sentence) is [var keyword, ..] ? keyword : string.Empty,
            sentence);
    }

    [GeneratedRegex(@"^- \*\*(?<id>IXT-[A-Z]{3}-[0-9]{3})\*\* \*\((?<role>runtime|module|both), (?<provenance>readme|ecosystem|decided)\)\* (?<sentence>\S.*\.)$")]
    private static partial Regex Anchored();
}
