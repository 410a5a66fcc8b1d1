using Ixt.Conformance.Baseline;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;

namespace Ixt.Conformance.Tests.Baseline;

public sealed class ExpectedFailuresTests
{
    private static readonly ConformanceCase _one = MiniSuite.Case("x-one");
    private static readonly ConformanceCase _two = MiniSuite.Case("x-two");
    private static readonly CaseSelection _all = new([], [], null);
    private static readonly Column _node = new() { Name = "node" };

    [Fact]
    public void A_failure_that_is_listed_is_expected_and_one_that_is_not_stays()
    {
        IReadOnlyList<RunResult> results = Parse("node x-one # bug 7").Apply([Result(_one, Verdict.Crash), Result(_two, Verdict.Fail)]);

        Assert.Equal([Verdict.ExpectedFail, Verdict.Fail], results.Select(r => r.Verdict));
        Assert.Equal("bug 7", results[0].Reason);
    }

    [Fact]
    public void A_pass_that_is_listed_as_a_failure_is_unexpected()
    {
        Assert.Equal(Verdict.UnexpectedPass, Parse("* x-* # bug 7").Apply([Result(_one, Verdict.Pass)])[0].Verdict);
    }

    [Fact]
    public void A_line_may_mean_one_framing_only()
    {
        IReadOnlyList<RunResult> results = Parse("node x-one@length # bug 7").Apply([Result(_one, Verdict.Fail, Framing.Length), Result(_one, Verdict.Pass)]);

        Assert.Equal([Verdict.ExpectedFail, Verdict.Pass], results.Select(r => r.Verdict));
    }

    [Theory]
    [InlineData("node x-one # reason", false)]
    [InlineData("node x-none # reason", true)]
    [InlineData("nude x-one # reason", true)]
    [InlineData("csharp x-one # not a column of this run", false)]
    [InlineData("node x-two # only not applicable", true)]
    public void A_line_that_means_no_run_is_stale(string line, bool stale)
    {
        IReadOnlyList<RunResult> results = [Result(_one, Verdict.Fail), Result(_two, Verdict.NotApplicable)];

        Assert.Equal(stale ? 1 : 0, Parse(line).Unmatched(results, [_node], [_one, _two], _all).Count);
    }

    [Fact]
    public void A_line_for_a_case_that_was_not_asked_for_is_left_alone()
    {
        CaseSelection selection = new([new CaseGlob("x-one")], [], null);

        Assert.Empty(Parse("node x-two # reason").Unmatched([Result(_one, Verdict.Pass)], [_node], [_one, _two], selection));
    }

    [Fact]
    public void A_line_for_a_missing_column_is_left_alone()
    {
        Column absent = new() { Name = "node", Missing = "absent: no node" };

        Assert.Empty(Parse("node x-one # reason").Unmatched([], [absent], [_one], _all));
    }

    [Theory]
    [InlineData("node x-one")]
    [InlineData("node x-one #")]
    [InlineData("x-one # reason")]
    [InlineData("node x-one@morse # reason")]
    public void A_line_without_its_parts_cannot_be_read(string line)
    {
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => Parse($"# known failures\n{line}\n")).Message, StringComparison.Ordinal);
    }

    private static ExpectedFailures Parse(string text) => ExpectedFailures.Parse(text);

    private static RunResult Result(ConformanceCase item, Verdict verdict, Framing framing = Framing.Ndjson) =>
        new() { Testee = "node", Case = item, Framing = framing, Verdict = verdict };
}
