using Ixt.Architecture.Tests.Spec;

namespace Ixt.Architecture.Tests.Cases;

public sealed class CoverageTests
{
    private static readonly IReadOnlyDictionary<string, Requirement> _known = Protocol.Requirements.ToDictionary(r => r.Id);
    private static readonly IReadOnlySet<string> _cited = CaseFile.All.SelectMany(c => c.Requirements).ToHashSet();
    private static readonly IReadOnlySet<string> _excluded = Exclusions.All.Select(e => e.Requirement).ToHashSet();

    [Fact]
    public void Every_requirement_has_a_case_or_an_exclusion() =>
        Findings.None(_known.Values.Where(r => !_cited.Contains(r.Id) && !_excluded.Contains(r.Id)).Select(r => $"{r.Id} ({r.Role}): {r.Sentence}"));

    [Fact]
    public void No_requirement_has_both_a_case_and_an_exclusion() =>
        Findings.None(_excluded.Where(_cited.Contains));

    [Fact]
    public void No_case_names_an_unknown_requirement() =>
        Findings.None(CaseFile.All.SelectMany(c => c.Requirements.Where(r => !_known.ContainsKey(r)).Select(r => $"{c.Id}: {r}")));

    [Fact]
    public void No_exclusion_names_an_unknown_requirement() =>
        Findings.None(_excluded.Where(e => !_known.ContainsKey(e)));

    [Fact]
    public void Every_exclusion_stands_once_and_has_a_known_kind_and_a_reason() =>
        Findings.None(Exclusions.All.Where(e => !Exclusions.Kinds.Contains(e.Kind) || e.Reason.Length < 20 || !e.Reason.EndsWith('.')).Select(e => e.Requirement)
            .Concat(Exclusions.All.GroupBy(e => e.Requirement).Where(g => g.Count() > 1).Select(g => g.Key)));

    [Fact]
    public void The_runtimes_requirements_and_no_others_are_excluded_as_the_runtimes() =>
        Findings.None(Exclusions.All.Where(e => _known.TryGetValue(e.Requirement, out Requirement? r) && (r.Role == "runtime") != (e.Kind == "runtime-role")).Select(e => $"{e.Requirement} is excluded as {e.Kind}"));

    [Fact]
    public void No_case_is_weaker_than_its_strongest_requirement() =>
        Findings.None(CaseFile.All
            .Where(c => c.Strength < c.Requirements.Where(_known.ContainsKey).Max(r => _known[r].Strength))
            .Select(c => $"{c.Id} is {(string)c.Json["level"]!}"));

    [Fact]
    public void There_are_at_least_a_hundred_and_eighty_cases() => Assert.InRange(CaseFile.All.Count, 180, int.MaxValue);
}
