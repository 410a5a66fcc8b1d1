using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Tests.Execution;

namespace Ixt.Conformance.Tests.Protobuf;

/// <summary>Which cases are put to a module in protobuf, and to which module.</summary>
public sealed class ProtobufUseTests
{
    private static readonly CaseSelection s_all = new([], [], null);

    [Theory]
    [InlineData("""{"barrier":true}""", "", true)]
    [InlineData("""{"either":[[{"barrier":true}],[{"send":{"type":"health_check","id":"h"}}]]}""", "", true)]
    [InlineData("""{"send_raw":[{"text":"{}"}],"framed":true}""", "", false)]
    [InlineData("""{"either":[[{"barrier":true}],[{"send_raw":[{"text":"{}"}]}]]}""", "", false)]
    [InlineData("""{"barrier":true}""", "\"init\":false,", false)]
    public void A_case_of_messages_is_one_for_protobuf_too(string step, string more, bool isForProtobuf) =>
        Assert.Equal(isForProtobuf, MiniSuite.Case(steps: step, more: more).Framings.Contains(Framing.Protobuf));

    [Fact]
    public void It_is_run_in_protobuf_where_that_is_declared()
    {
        ConformanceCase item = MiniSuite.Case(steps: """{"barrier":true}""");

        Assert.Equal([Framing.Ndjson, Framing.Length, Framing.Protobuf], Plan(item, s_all, "protobuf").Runs.Select(r => r.Framing));
        Assert.Equal([Framing.Ndjson, Framing.Length], Plan(item, s_all, "cancel").Runs.Select(r => r.Framing));
        Assert.Empty(Plan(item, s_all, "cancel").NotApplicable);
    }

    [Fact]
    public void Who_asks_for_protobuf_is_told_that_a_module_does_not_declare_it()
    {
        RunPlan plan = Plan(MiniSuite.Case(steps: """{"barrier":true}"""), s_all with { Framings = [Framing.Protobuf] }, "cancel");

        Assert.Empty(plan.Runs);
        Assert.Equal((Verdict.NotApplicable, "the feature protobuf is not declared"), (Assert.Single(plan.NotApplicable).Verdict, plan.NotApplicable[0].Reason));
    }

    private static RunPlan Plan(ConformanceCase item, CaseSelection selection, string feature) => RunPlan.Make(
        [new Column { Name = "scripted", Testee = new ScriptedTestee(), Features = new HashSet<string> { feature } }], selection, [item], seed: null);
}
