using System.Text.RegularExpressions;

namespace Ixt.Architecture.Tests.Text;

public sealed partial class LinkTests
{
    [Fact]
    public void Every_relative_link_of_a_page_leads_somewhere() =>
        Findings.None(
            from page in Repository.Files()
            where page.EndsWith(".md", StringComparison.Ordinal)
            from Match match in Link().Matches(WithoutCode(Repository.Text(page)))
            let target = match.Groups["target"].Value
            where !Scheme().IsMatch(target) && !Resolves(page, target)
            select $"{page}: {target}");

    private static bool Resolves(string page, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(parts[0]));
        string full = Path.GetFullPath(Repository.PathOf(path));
        if (!full.StartsWith(Repository.Root, StringComparison.Ordinal) || (!File.Exists(full) && !Directory.Exists(full)))
        {
            return false;
        }

        return parts.Length == 1 || !full.EndsWith(".md", StringComparison.Ordinal) || Headings(File.ReadAllText(full)).Contains(parts[1]);
    }

    private static HashSet<string> Headings(string markdown) => [.. Heading().Matches(WithoutCode(markdown))
        .Select(m => Dropped().Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'))];

    private static string WithoutCode(string markdown) => Code().Replace(markdown, string.Empty);

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:")]
    private static partial Regex Scheme();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Dropped();
}
