using System.Text.RegularExpressions;

namespace Ixt.Architecture.Tests.Spec;

/// <summary>The key words of RFC 2119, in upper case.</summary>
internal static partial class RequirementKeywords
{
    /// <summary>All that occur in a text, in order.</summary>
    public static IReadOnlyList<string> In(string text) => [.. Keyword().Matches(text).Select(m => m.Value)];

    /// <summary>2 for MUST, 1 for SHOULD, 0 for MAY, with or without NOT.</summary>
    public static int StrengthOf(string keyword) => keyword.Split(' ')[0] switch
    {
        "MUST" => 2,
        "SHOULD" => 1,
        "MAY" => 0,
        _ => throw new ArgumentException($"\"{keyword}\" is not a key word of ours."),
    };

    // SHALL, REQUIRED and the like mean the same, so that they are found and refused.
    [GeneratedRegex(@"\b(MUST NOT|MUST|SHOULD NOT|SHOULD|MAY|SHALL NOT|SHALL|REQUIRED|NOT RECOMMENDED|RECOMMENDED|OPTIONAL)\b")]
    private static partial Regex Keyword();
}
