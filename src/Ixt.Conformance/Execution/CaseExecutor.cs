using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Diagnosis;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Execution;

/// <summary>Runs one case against one fresh testee, from socket to verdict.</summary>
/// <param name="schema">What every frame of the testee is checked against.</param>
/// <param name="limits">How long to wait.</param>
/// <param name="time">The clock.</param>
internal sealed class CaseExecutor(ModuleFrameSchema schema, TimeLimits limits, TimeProvider time)
{
    /// <summary>What modules find in <c>IXT_MODULE_ID</c>.</summary>
    public const string ModuleId = "conformance:1.0.0/instance-001";

    /// <summary>How many of the testee's last lines are kept with a failure.</summary>
    public const int TailLines = 20;

    private static readonly JsonElement _healthy = Json("""{"type":"response","id":"end-health","success":true,"data":{"healthy":true}}""");
    private static readonly JsonElement _health = Json("""{"type":"health_check","id":"end-health"}""");
    private static readonly JsonElement _shutdown = Json("""{"type":"shutdown","id":"end-shutdown"}""");
    private static readonly JsonElement _shutDown = Json("""{"type":"response","id":"end-shutdown","success":true,"data":{"$type":"object"}}""");
    private static readonly JsonElement _offer = Json("""{"versions":["1.0","1.1"],"encodings":["json","protobuf"],"features":["cancel"]}""");
    private static readonly JsonElement _choseProtobuf = Json("""{"type":"response","id":"init","success":true,"data":{"protocol":{"encoding":"protobuf"}}}""");
    private static readonly JsonElement _initialized = Json("""{"type":"response","id":"init","success":true,"data":{"$type":"object"}}""");

    /// <summary>Runs it. Nothing of the run is left behind, whatever happens in it.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="cancellationToken">Gives up between two steps; the testee is ended.</param>
    public async Task<RunResult> RunAsync(PlannedRun plan, CancellationToken cancellationToken)
    {
        if (Untestable.Reason(plan.Case, plan.Testee.Limits) is { } reason)
        {
            return Result(plan, Verdict.NotTestable) with { Reason = reason };
        }

        Conversation conversation = new(time);
        OutputCapture output = new(line => conversation.Add(EntryKind.Output, line));
        CaseSession? session = null;
        Failure? failure = null;
        try
        {
            using SocketDirectory directory = plan.Testee is AttachedTestee attached ? SocketDirectory.CreateIn(attached.Directory) : SocketDirectory.Create();
            RunningTestee testee = plan.Testee.Start(EnvironmentOf(plan, directory), output);
            await using (testee.ConfigureAwait(false))
            {
                session = new CaseSession(testee, output, conversation, schema, limits.For(plan.Testee)) { SeesExit = !plan.Testee.Limits.HasFlag(TesteeLimits.NoExitCode) };
                await PlayAsync(session, plan, directory, conversation, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (CaseFailedException e)
        {
            failure = e.Failure;
        }
        catch (SuiteFaultException e)
        {
            failure = new Failure(FailureKind.Suite, "a case that can be played", e.Message) { Stage = session?.Stage ?? string.Empty };
        }
        catch (TesteeStartException e)
        {
            failure = new Failure(FailureKind.NotConnected, "the testee to start", e.Message) { Stage = "start" };
        }

        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<string> violations = session?.Violations ?? [];
        if (failure is null && violations.Count > 0)
        {
            failure = new Failure(FailureKind.Schema, "frames that protocol.schema.json allows", violations[0]) { Stage = "schema" };
        }

        // What killed a process is told in its very last lines; in any other case those are about the runner's hanging up.
        IReadOnlyList<string> stderr = failure switch
        {
            null => [],
            { Kind: FailureKind.Crash or FailureKind.ExitCode or FailureKind.Schema or FailureKind.NotConnected } => output.Tail(TailLines),
            _ => failure.OutputThen,
        };
        if (failure is not null)
        {
            failure = failure with { Hint = Diagnoser.Hint(new Symptom(plan.Framing, failure, stderr)) };
        }

        return Result(plan, VerdictOf(plan.Case, failure)) with
        {
            Failure = failure,
            SchemaViolations = violations,
            Duration = conversation.Elapsed,
            Conversation = conversation.ToList(),
            Stderr = stderr,
        };
    }

    private async Task PlayAsync(CaseSession session, PlannedRun plan, SocketDirectory directory, Conversation conversation, CancellationToken cancellationToken)
    {
        ConformanceCase item = plan.Case;
        session.Stage = "start";
        if (!item.Connects)
        {
            await StepRunner.RunAsync(session, item.Steps).ConfigureAwait(false);
            return;
        }

        Socket socket = await Connecting.AcceptAsync(session, directory, plan.Testee, cancellationToken).ConfigureAwait(false);
        TesteeConnection connection = new(socket, plan.Framing, conversation);
        await using (connection.ConfigureAwait(false))
        {
            session.Connection = connection;
            using CancellationTokenRegistration stop = cancellationToken.Register(() => connection.Close(both: true));
            session.Happened("connected");
            await BeginAsync(session, item, plan.Framing).ConfigureAwait(false);
            await StepRunner.RunAsync(session, item.Steps).ConfigureAwait(false);
            await EndAsync(session, item).ConfigureAwait(false);
        }
    }

    private static async Task BeginAsync(CaseSession session, ConformanceCase item, Framing framing)
    {
        if (item.Init is not { } init)
        {
            return;
        }

        session.Stage = "begin: init";
        Dictionary<string, object> frame = new() { ["type"] = "init", ["id"] = "init", ["config"] = init.Config ?? Json("{}") };
        bool isProtobuf = framing == Framing.Protobuf;
        if (isProtobuf)
        {
            // A case that offers something of its own offers no encodings of its own.
            frame["protocol"] = init.Protocol is { } own ? WithBoth(own) : _offer;
        }
        else if (init.Protocol is { } protocol)
        {
            frame["protocol"] = protocol;
        }

        await session.SendFrameAsync(JsonSerializer.SerializeToElement(frame)).ConfigureAwait(false);
        await session.ExpectAsync(isProtobuf ? _choseProtobuf : _initialized).ConfigureAwait(false);
    }

    private static Dictionary<string, JsonElement> WithBoth(JsonElement offer)
    {
        Dictionary<string, JsonElement> members = offer.EnumerateObject().ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal);
        members["encodings"] = _offer.GetProperty("encodings");
        return members;
    }

    private static async Task EndAsync(CaseSession session, ConformanceCase item)
    {
        session.Note = null;
        if (item.End == CaseEnd.Shutdown)
        {
            session.Stage = "end: health_check";
            await session.SendFrameAsync(_health).ConfigureAwait(false);
            await session.ExpectAsync(_healthy).ConfigureAwait(false);
            session.Stage = "end: shutdown";
            await session.SendFrameAsync(_shutdown).ConfigureAwait(false);
            await session.ExpectAsync(_shutDown).ConfigureAwait(false);
            session.Stage = "end: close";
            await StepRunner.ExpectCloseAsync(session).ConfigureAwait(false);
            session.Stage = "end: exit";
            await StepRunner.ExpectExitAsync(session, [0]).ConfigureAwait(false);
            return;
        }

        // The steps ended the testee; whatever it wrote that no step took was not expected.
        session.Stage = "end: exited";
        await session.ExitAsync("the process to have ended").ConfigureAwait(false);
        await StepRunner.ExpectCloseAsync(session).ConfigureAwait(false);
    }

    private static Verdict VerdictOf(ConformanceCase item, Failure? failure) => failure?.Kind switch
    {
        null => Verdict.Pass,
        FailureKind.Suite => Verdict.HarnessError,
        FailureKind.Crash => Verdict.Crash,
        FailureKind.Timeout or FailureKind.NotConnected => Verdict.Timeout,
        FailureKind.Mismatch or FailureKind.UnexpectedFrame or FailureKind.Output or FailureKind.ExitCode when item.Level != RequirementLevel.Must => Verdict.Weak,
        _ => Verdict.Fail,
    };

    private static RunResult Result(PlannedRun plan, Verdict verdict) => new()
    {
        Testee = plan.Testee.Name,
        Case = plan.Case,
        Framing = plan.Framing,
        Verdict = verdict,
        RepeatOptions = string.Create(CultureInfo.InvariantCulture, $"{plan.Testee.Selector} --case {plan.Case.Id} --framing {plan.Framing.ToString().ToLowerInvariant()}"),
    };

    private static Dictionary<string, string?> EnvironmentOf(PlannedRun plan, SocketDirectory directory)
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["IXT_IPC_SOCKET"] = directory.SocketPath,
            ["IXT_MODULE_ID"] = ModuleId,
        };
        foreach ((string key, string? value) in plan.Case.Environment)
        {
            environment[key] = value;
        }

        return environment;
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
