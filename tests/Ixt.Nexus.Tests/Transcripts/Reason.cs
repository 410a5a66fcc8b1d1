using System.Text.RegularExpressions;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>Why this implementation does something else than what was recorded.</summary>
/// <param name="Why">In words.</param>
/// <param name="Facts">Where the fact sheet (<c>nexus-wire.md</c>) tells what the original does: sections, surprises.</param>
internal sealed partial record Reason(string Why, string Facts)
{
    public bool IsGiven => Why.Length >= 15 && Reference().IsMatch(Facts);

    [GeneratedRegex(@"^(§\d{1,2}(\.\d{1,2}|[a-c])?|surprise \d{1,2})(, (§\d{1,2}(\.\d{1,2}|[a-c])?|surprise \d{1,2}))*$")]
    private static partial Regex Reference();
}
