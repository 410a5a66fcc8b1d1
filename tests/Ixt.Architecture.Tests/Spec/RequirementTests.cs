using System.Text.RegularExpressions;

namespace Ixt.Architecture.Tests.Spec;

public sealed partial class RequirementTests
{
    [Fact]
    public void Every_sentence_with_a_key_word_is_a_numbered_requirement() =>
        Findings.None(Protocol.Lines
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(l => RequirementKeywords.In(l.Line).Count > 0 && Protocol.Read(l.Line) is null && !IsThePageAboutItself(l.Line))
            .Select(l => $"PROTOCOL.md:{l.Number}: {l.Line}"));

    [Fact]
    public void Every_anchor_stands_before_a_requirement_of_the_exact_form() =>
        Findings.None(Protocol.Lines
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(l => Anchor().IsMatch(l.Line) && Protocol.Read(l.Line) is null && !IsThePageAboutItself(l.Line))
            .Select(l => $"PROTOCOL.md:{l.Number}: {l.Line}"));

    [Fact]
    public void Every_requirement_has_exactly_one_key_word() =>
        Findings.None(Protocol.Requirements
            .Where(r => RequirementKeywords.In(r.Sentence) is not [var one] || one.Split(' ')[0] is not ("MUST" or "SHOULD" or "MAY"))
            .Select(r => $"{r.Id}: {string.Join(", ", RequirementKeywords.In(r.Sentence))}"));

    [Fact]
    public void No_id_stands_twice() =>
        Findings.None(Protocol.Requirements.GroupBy(r => r.Id).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_reference_to_a_requirement_leads_to_one()
    {
        HashSet<string> known = [.. Protocol.Requirements.Select(r => r.Id)];
        Findings.None(Repository.Files()
            .Where(f => f.EndsWith(".md", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(f => Id().Matches(Repository.Text(f)).Select(m => (File: f, Id: m.Value)))
            .Where(r => !known.Contains(r.Id) && r.Id != Example)
            .Select(r => $"{r.File}: {r.Id}"));
    }

    [Fact]
    public void The_requirements_of_the_page_are_found() => Assert.InRange(Protocol.Requirements.Count, 100, 1000);

    // The id of the sentence that shows the form.
    private const string Example = "IXT-AAA-000";

    private static bool IsThePageAboutItself(string line) =>
        line.StartsWith("The key words MUST, MUST NOT, SHOULD,", StringComparison.Ordinal) || line.StartsWith($"> **{Example}**", StringComparison.Ordinal);

    [GeneratedRegex(@"\*\*IXT-")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"\bIXT-[A-Z]{3}-[0-9]{3}\b")]
    private static partial Regex Id();
}
