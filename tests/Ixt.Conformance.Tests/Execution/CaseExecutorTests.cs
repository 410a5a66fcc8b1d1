using System.Text.Json;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Execution;

/// <summary>From conversation to verdict, against modules that each do one thing.</summary>
public sealed class CaseExecutorTests
{
    private const string Ping = """{"send":{"type":"health_check","id":"p"}},{"expect":{"type":"response","id":"p","success":true}}""";

    [Fact]
    public async Task A_module_that_conforms_passes()
    {
        RunResult result = await RunAsync(new ScriptedTestee(), Ping + """,{"barrier":true}""");

        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Null(result.Failure);
        Assert.Contains(result.Conversation, e => e.Kind == EntryKind.Sent && e.Text.Contains("\"init\"", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Conversation, e => e.Wrong);
    }

    [Fact]
    public async Task A_difference_is_told_with_its_place_and_marks_the_frame()
    {
        RunResult result = await RunAsync(On("p", (peer, _) => peer.SendAsync("""{"type":"response","id":"p","success":true,"data":{"healthy":false}}""")),
            """{"send":{"type":"health_check","id":"p"}},{"expect":{"data":{"healthy":true}},"note":"It is well."}""");

        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.Equal((FailureKind.Mismatch, "/data/healthy", "true", "false"), (result.Failure!.Kind, result.Failure.Pointer, result.Failure.Expected, result.Failure.Got));
        Assert.Equal("step 2 (expect)", result.Failure.Stage);
        Assert.Equal("It is well.", result.Failure.Note);
        Assert.Contains("\"healthy\":false", Assert.Single(result.Conversation, e => e.Wrong).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_answer_is_an_unexpected_frame_with_a_hint()
    {
        RunResult result = await RunAsync(
            On("p", async (peer, frame) =>
            {
                await peer.AnswerAsync(frame);
                await peer.AnswerAsync(frame);
            }),
            Ping + """,{"barrier":true}""");

        Assert.Equal((Verdict.Fail, FailureKind.UnexpectedFrame), (result.Verdict, result.Failure!.Kind));
        Assert.Contains("answered before", result.Failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_is_a_timeout()
    {
        RunResult result = await RunAsync(On("p", (_, _) => Task.CompletedTask), Ping, scale: 0.02);

        Assert.Equal((Verdict.Timeout, FailureKind.Timeout), (result.Verdict, result.Failure!.Kind));
    }

    [Fact]
    public async Task A_process_that_ends_by_itself_is_a_crash_even_where_the_rule_is_only_recommended()
    {
        RunResult result = await RunAsync(
            On("p", (peer, _) =>
            {
                peer.WriteError("Segmentation fault");
                peer.Exit(139);
                return Task.CompletedTask;
            }),
            Ping,
            level: "SHOULD");

        Assert.Equal(Verdict.Crash, result.Verdict);
        Assert.Contains("139 (SIGSEGV)", result.Failure!.Got, StringComparison.Ordinal);
        Assert.Contains("Segmentation fault", result.Failure.Hint, StringComparison.Ordinal);
        Assert.Equal(["Segmentation fault"], result.Stderr);
    }

    [Fact]
    public async Task A_polite_close_is_a_failure_not_a_crash()
    {
        RunResult result = await RunAsync(On("p", (peer, _) =>
        {
            peer.Exit(0);
            return Task.CompletedTask;
        }), Ping);

        Assert.Equal((Verdict.Fail, FailureKind.Closed), (result.Verdict, result.Failure!.Kind));
    }

    [Fact]
    public async Task A_recommendation_that_is_missed_is_weak()
    {
        RunResult result = await RunAsync(new ScriptedTestee(), """{"send":{"type":"health_check","id":"p"}},{"expect":{"data":{"mood":"good"}}}""", level: "SHOULD");

        Assert.Equal(Verdict.Weak, result.Verdict);
    }

    [Fact]
    public async Task A_frame_that_the_schema_does_not_allow_fails_a_case_that_would_pass()
    {
        RunResult result = await RunAsync(On("p", (peer, _) => peer.SendAsync("""{"type":"response","id":"p","success":true}""")), Ping);

        Assert.Equal((Verdict.Fail, FailureKind.Schema), (result.Verdict, result.Failure!.Kind));
        Assert.Equal("testee", result.Failure.Blame);
        Assert.Contains("data", Assert.Single(result.SchemaViolations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exit_code_is_checked_at_the_end()
    {
        ScriptedTestee testee = new(async (peer, frame) =>
        {
            if (frame.GetProperty("type").GetString() != "shutdown")
            {
                return false;
            }

            await peer.SendAsync("""{"type":"response","id":"end-shutdown","success":true,"data":{}}""");
            peer.Exit(3);
            return true;
        });

        RunResult result = await RunAsync(testee, Ping);

        Assert.Equal((Verdict.Fail, FailureKind.ExitCode), (result.Verdict, result.Failure!.Kind));
        Assert.Equal("end: exit", result.Failure.Stage);
    }

    [Fact]
    public async Task Text_on_the_socket_is_named()
    {
        RunResult result = await RunAsync(On("p", (peer, _) => peer.SendAsync("[INFO] starting up")), Ping);

        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.Contains("[INFO] starting up", result.Failure!.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_in_length_framing_are_named()
    {
        ScriptedTestee testee = new() { Connected = peer => peer.SendRawAsync("{\"type\":\"response\"}\n"u8.ToArray()) };

        RunResult result = await RunAsync(testee, Ping, framing: Framing.Length);

        Assert.Equal((Verdict.Fail, FailureKind.Stream), (result.Verdict, result.Failure!.Kind));
        Assert.Contains("answers in lines", result.Failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_costs_one_case_and_no_more()
    {
        byte[] garbage = new byte[100_000];
        new Random(1).NextBytes(garbage);

        RunResult result = await RunAsync(On("p", (peer, _) => peer.SendRawAsync(garbage)), Ping);

        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.NotEmpty(result.SchemaViolations);
    }

    [Theory]
    [InlineData("""{"id":"p","success":true}""", true)]
    [InlineData("""{"id":"p","success":false}""", false)]
    public async Task One_of_several_runs_of_steps_may_fit(string second, bool fits)
    {
        RunResult result = await RunAsync(
            new ScriptedTestee(),
            $$$"""{"send":{"type":"health_check","id":"p"}},{"either":[[{"expect":{"id":null}}],[{"expect":{{{second}}}},{"barrier":true}]]}""");

        Assert.Equal(fits ? Verdict.Pass : Verdict.Fail, result.Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_frame_may_be_allowed_to_stay_away(bool answers)
    {
        ScriptedTestee testee = new(async (peer, frame) =>
        {
            if (frame.GetProperty("type").GetString() != "strange")
            {
                return false;
            }

            if (answers)
            {
                await peer.SendAsync("""{"type":"response","id":null,"success":false,"error":{"code":"PROTOCOL_ERROR","message":"m"}}""");
            }

            return true;
        });

        RunResult result = await RunAsync(testee, """{"send":{"type":"strange"}},{"either":[[{"expect":{"id":null}}],[{"barrier":true}]]},{"barrier":true}""");

        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Fact]
    public async Task What_nobody_expected_fails_a_case_that_ends_the_testee_itself()
    {
        ScriptedTestee testee = new(async (peer, frame) =>
        {
            if (frame.GetProperty("type").GetString() != "shutdown")
            {
                return false;
            }

            await peer.AnswerAsync(JsonSerializer.SerializeToElement(new { type = "health_check", id = "surprise" }));
            await peer.AnswerAsync(frame);
            return true;
        });

        RunResult result = await RunAsync(
            testee,
            """{"send":{"type":"shutdown","id":"s"}},{"expect_all":[{"id":"surprise"}]},{"expect_exit":{"code":0}}""",
            more: "\"end\":\"exited\",");

        Assert.Equal((Verdict.Fail, FailureKind.UnexpectedFrame), (result.Verdict, result.Failure!.Kind));
    }

    [Fact]
    public async Task A_case_that_needs_what_a_testee_does_not_let_be_seen_is_not_testable()
    {
        ScriptedTestee testee = new() { Limits = TesteeLimits.NoExitCode | TesteeLimits.NoOutput };

        RunResult result = await RunAsync(testee, """{"expect_stderr":"x"}""");

        Assert.Equal(Verdict.NotTestable, result.Verdict);
        Assert.Contains("stderr", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_refers_to_nothing_is_the_suites_fault()
    {
        RunResult result = await RunAsync(new ScriptedTestee(), """{"send":{"type":"health_check","id":{"$ref":"x"}}}""");

        Assert.Equal(Verdict.HarnessError, result.Verdict);
        Assert.Equal("suite", result.Failure!.Blame);
    }

    private static ScriptedTestee On(string id, Func<ScriptedPeer, JsonElement, Task> act) => new(async (peer, frame) =>
    {
        if (!frame.GetProperty("id").ValueEquals(id))
        {
            return false;
        }

        await act(peer, frame);
        return true;
    });

    private static async Task<RunResult> RunAsync(ITestee testee, string steps, string level = "MUST", double scale = 4, Framing framing = Framing.Ndjson, string more = "")
    {
        ModuleFrameSchema schema = await ModuleFrameSchema.LoadAsync(Path.Combine(Repository.Root, "spec", "schema", "protocol.schema.json"), TestContext.Current.CancellationToken);
        CaseExecutor executor = new(schema, TimeLimits.Scaled(scale), TimeProvider.System);
        PlannedRun plan = new(testee, MiniSuite.Case(steps: steps, level: level, more: more), framing);
        return await executor.RunAsync(plan, TestContext.Current.CancellationToken);
    }
}
