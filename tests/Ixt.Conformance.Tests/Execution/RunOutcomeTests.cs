using Ixt.Conformance.Cases;
using Ixt.Conformance.Commands;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Execution;

/// <summary>Which exit code it is when there are several reasons for one.</summary>
public sealed class RunOutcomeTests
{
    [Theory]
    [InlineData(6, "")]
    [InlineData(6, "not-applicable")]
    [InlineData(0, "pass,not-applicable")]
    [InlineData(0, "pass,weak,xfail")]
    [InlineData(1, "pass,fail")]
    [InlineData(1, "timeout")]
    [InlineData(1, "crash")]
    [InlineData(1, "not-testable,pass")]
    [InlineData(3, "pass,xpass")]
    [InlineData(1, "fail,xpass")]
    [InlineData(4, "fail,harness-error,xpass")]
    [InlineData(3, "pass", false, true)]
    [InlineData(1, "fail", false, true)]
    [InlineData(5, "pass", true)]
    [InlineData(5, "fail", true, true)]
    [InlineData(4, "harness-error", true, true)]
    public void The_cause_that_makes_the_others_doubtful_comes_first(int code, string verdicts, bool missing = false, bool stale = false)
    {
        ConformanceCase item = MiniSuite.Case();
        RunOutcome outcome = new()
        {
            Suite = new CaseSuite(new SpecDirectory("", ""), RequirementIndex.Parse(""), [item]),
            Request = new RunRequest { Testees = new TesteeRequest([], [], null, null, false), Selection = new CaseSelection([], [], null) },
            Columns = [],
            MissingButWanted = missing ? ["node"] : [],
            Results = [.. verdicts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(v => new RunResult
            {
                Testee = "node",
                Case = item,
                Framing = Framing.Ndjson,
                Verdict = Enum.GetValues<Verdict>().Single(k => k.Name() == v),
            })],
            StaleExpectations = stale ? ["line 1 means no case"] : [],
            Started = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.Zero,
        };

        Assert.Equal((ExitCode)code, outcome.ExitCode);
    }
}
