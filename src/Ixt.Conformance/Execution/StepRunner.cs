using System.Text.Json;
using Ixt.Conformance.Cases.Steps;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Execution;

/// <summary>Plays the steps of a case.</summary>
internal static class StepRunner
{
    /// <exception cref="CaseFailedException">At the first step that does not go as it should.</exception>
    public static async Task RunAsync(CaseSession session, IReadOnlyList<Step> steps, string prefix = "step ")
    {
        for (int i = 0; i < steps.Count; i++)
        {
            await RunOneAsync(session, steps[i], $"{prefix}{i + 1}").ConfigureAwait(false);
        }
    }

    private static async Task RunOneAsync(CaseSession session, Step step, string number)
    {
        session.Stage = $"{number} ({StepText.Verb(step)})";
        session.Note = step.Note;
        switch (step)
        {
            case SendStep send:
                await session.SendFrameAsync(send.Frame).ConfigureAwait(false);
                break;
            case SendManyStep many:
                await SendManyAsync(session, many).ConfigureAwait(false);
                break;
            case SendAllStep all:
                await SendAllAsync(session, all).ConfigureAwait(false);
                break;
            case SendRawStep raw:
                byte[] bytes = raw.ToBytes();
                await session.SendAsync(raw.Framed ? session.Connection.Frame(bytes) : bytes, bytes, raw.Cut).ConfigureAwait(false);
                break;
            case ExpectStep expect:
                await session.ExpectAsync(expect.Frame).ConfigureAwait(false);
                break;
            case ExpectAllStep expectAll:
                await ExpectAllAsync(session, expectAll).ConfigureAwait(false);
                break;
            case ExpectManyStep expectMany:
                await ExpectManyAsync(session, expectMany).ConfigureAwait(false);
                break;
            case BarrierStep:
                await AnswerToBarrierAsync(session, await session.SendBarrierAsync().ConfigureAwait(false)).ConfigureAwait(false);
                break;
            case CloseStep close:
                session.Happened(close.Both ? "the runner closes the connection" : "the runner closes its sending half");
                session.Connection.Close(close.Both);
                break;
            case ExpectCloseStep:
                await ExpectCloseAsync(session).ConfigureAwait(false);
                break;
            case ExpectExitStep exit:
                await ExpectExitAsync(session, exit.Codes).ConfigureAwait(false);
                break;
            case ExpectStderrStep stderr:
                await ExpectStderrAsync(session, stderr).ConfigureAwait(false);
                break;
            case SignalStep signal:
                session.Happened($"the runner sends {signal.Name}");
                session.Testee.Signal(signal.Name);
                break;
            case EitherStep either:
                await EitherRunner.RunAsync(session, either, number).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Takes the answer to a barrier, which has to be the very next frame.</summary>
    internal static async Task AnswerToBarrierAsync(CaseSession session, string id)
    {
        ReceivedFrame frame = await session.TakeFrameAsync($"the answer to the health_check {id}, and nothing before it").ConfigureAwait(false);
        if (!CaseSession.Answers(frame.Json, id))
        {
            throw session.FailUnexpected(frame, $"the answer to the health_check {id}, and nothing before it");
        }
    }

    /// <summary>Waits for the end of the testee's stream, with no further frame before it.</summary>
    internal static async Task ExpectCloseAsync(CaseSession session)
    {
        const string Expected = "the end of the stream, and no frame before it";
        switch (await session.PeekAsync(Expected).ConfigureAwait(false))
        {
            case Incoming.Frame frame:
                throw session.FailUnexpected(CaseSession.Read(frame), Expected);
            case Incoming.Fault fault:
                throw session.Fail(FailureKind.Stream, Expected, fault.Message, fault.Head);
            case Incoming.End { Partial.Length: > 0 } end:
                throw session.Fail(FailureKind.Closed, Expected, "the end of the stream inside a frame", end.Partial);
        }
    }

    /// <summary>Waits for the process to end with one of the codes.</summary>
    internal static async Task ExpectExitAsync(CaseSession session, IReadOnlyList<int> codes)
    {
        string expected = $"the process to end with exit code {string.Join(" or ", codes)}";
        int? code = await session.ExitAsync(expected).ConfigureAwait(false);
        if (code is { } ended && !codes.Contains(ended))
        {
            throw session.Fail(FailureKind.ExitCode, expected, $"exit code {ExitCodes.Describe(ended)}");
        }
    }

    private static async Task SendManyAsync(CaseSession session, SendManyStep many)
    {
        for (int i = 0; i < many.Count; i++)
        {
            session.Scope.Index = many.From + i;
            await session.SendFrameAsync(many.Frame).ConfigureAwait(false);
        }

        session.Scope.Index = null;
    }

    private static Task SendAllAsync(CaseSession session, SendAllStep all)
    {
        List<byte[]> payloads = [.. all.Frames.Select(f => TemplateWriter.ToUtf8(f, session.Scope))];
        byte[] run = [.. payloads.SelectMany(p => session.Connection.Message(p))];
        byte[] shown = [.. payloads.SelectMany((p, i) => i == 0 ? p : [(byte)'\n', .. p])];
        return session.SendAsync(run, shown, all.Cut);
    }

    private static async Task ExpectAllAsync(CaseSession session, ExpectAllStep step)
    {
        AnyOrderMatcher matcher = new(step.Frames, session.Scope);
        while (!matcher.IsComplete)
        {
            ReceivedFrame frame = await session.TakeFrameAsync($"{string.Join(" and ", matcher.Missing.Select(MatcherText.Describe))}").ConfigureAwait(false);
            if (frame.Json is not { } json)
            {
                throw session.FailUnexpected(frame, "a JSON frame");
            }

            if (matcher.Add(json) is { } mismatch)
            {
                throw session.Fail(mismatch, frame);
            }
        }

        matcher.Commit();
    }

    private static async Task ExpectManyAsync(CaseSession session, ExpectManyStep step)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        string stage = session.Stage;
        for (int i = 0; i < step.Count; i++)
        {
            session.Stage = $"{stage}, frame {i + 1} of {step.Count}";
            ReceivedFrame frame = await session.ExpectAsync(step.Each).ConfigureAwait(false);
            if (step.DistinctIds && frame.Json is { } json && json.TryGetProperty("id", out JsonElement id) && !ids.Add(id.GetRawText()))
            {
                throw session.Fail(new Mismatch("/id", "an id that no earlier frame of these has", id.GetRawText()), frame);
            }
        }
    }

    private static async Task ExpectStderrAsync(CaseSession session, ExpectStderrStep step)
    {
        using CancellationTokenSource limit = new(session.Limits.Expect);
        try
        {
            await session.Output.WaitForAsync(step.Pattern, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            IReadOnlyList<string> tail = session.Output.Tail(5);
            throw session.Fail(FailureKind.Output, $"a line on stderr that has /{step.Pattern}/", tail.Count == 0 ? "nothing on stderr" : $"other lines: {string.Join(" ⏎ ", tail)}");
        }
    }
}
