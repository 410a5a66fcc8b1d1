using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Testees;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Compare.Play;

/// <summary>Plays a script against one fresh process of an implementation, and writes down what it did.</summary>
/// <param name="schema">What every frame is checked against.</param>
/// <param name="limits">How long to wait for each thing.</param>
/// <param name="time">The clock.</param>
internal sealed class Player(ModuleFrameSchema schema, TimeLimits limits, TimeProvider time)
{
    private const int TailLines = 20;

    /// <summary>Plays it. Nothing of the process is left behind, whatever happens.</summary>
    /// <exception cref="TesteeStartException">There is no such program.</exception>
    public async Task<Performance> PlayAsync(CompareScript script, ModuleCommand implementation, Framing framing, CancellationToken cancellationToken)
    {
        Conversation conversation = new(time);
        OutputCapture stderr = new(line => conversation.Add(EntryKind.Output, line));
        OutputCapture stdout = new(line => conversation.Add(EntryKind.Output, line));
        Dictionary<(int, int), JsonElement> answers = [];
        RuntimeSide? runtime = null;
        Stop? stop = null;
        int? exit = null;
        int at = 0;
        using SocketDirectory directory = SocketDirectory.Create();
        ChildProcess process = ChildProcess.Start(implementation.Command, EnvironmentOf(implementation, script, directory), stderr, stdout);
        await using (process.ConfigureAwait(false))
        {
            try
            {
                Socket socket = await ProcessConnection.AcceptAsync(directory, process, limits, cancellationToken).ConfigureAwait(false);
                conversation.Add(EntryKind.Event, "connected");
                TesteeConnection connection = new(socket, framing, conversation);
                runtime = new RuntimeSide(connection, process, script.Runtime, schema, conversation, limits);
                for (; at < script.Steps.Count; at++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    runtime.Step = at;
                    await PlayStepAsync(script.Steps, at, runtime, process, stderr, answers).ConfigureAwait(false);
                }

                await runtime.EndAsync().ConfigureAwait(false);
                exit = await runtime.ExitAsync().ConfigureAwait(false);
                conversation.Add(EntryKind.Event, $"ended with exit code {exit}");
            }
            catch (StoppedException e)
            {
                stop = new Stop(at, e.Expected, e.Got, []);
                conversation.Add(EntryKind.Event, e.Message);
                exit = process.Exited.IsCompletedSuccessfully ? await process.Exited.ConfigureAwait(false) : null;
            }
            finally
            {
                if (runtime is not null)
                {
                    await runtime.DisposeAsync().ConfigureAwait(false);
                }
            }
        }

        // The process is gone and its pipes are read to the end: now the lines are complete.
        return new Performance
        {
            Implementation = implementation.Name,
            Answers = answers,
            Calls = runtime?.Calls ?? [],
            Stderr = stderr.Tail(int.MaxValue),
            Exit = exit,
            Violations = runtime?.Violations ?? [],
            Stop = stop is null ? null : stop with { Output = stderr.Tail(TailLines) is { Count: > 0 } lines ? lines : stdout.Tail(TailLines) },
            Conversation = conversation.ToList(),
        };
    }

    /// <summary>The id of the request at that place.</summary>
    internal static string IdOf(int step, int part) => part == 0
        ? string.Create(CultureInfo.InvariantCulture, $"step-{step}")
        : string.Create(CultureInfo.InvariantCulture, $"step-{step}.{part}");

    /// <summary>What a module is started with.</summary>
    internal static Dictionary<string, string?> EnvironmentOf(ModuleCommand implementation, CompareScript script, SocketDirectory directory) =>
        new(implementation.Environment, StringComparer.Ordinal) { ["IXT_IPC_SOCKET"] = directory.SocketPath, ["IXT_MODULE_ID"] = script.ModuleId };

    private static async Task PlayStepAsync(IReadOnlyList<CompareStep> steps, int at, RuntimeSide runtime, ChildProcess process, OutputCapture stderr, Dictionary<(int, int), JsonElement> answers)
    {
        switch (steps[at])
        {
            case CompareStep.Request request:
                await runtime.SendAsync(Frame(request, IdOf(at, 0))).ConfigureAwait(false);
                if (request.Later is null)
                {
                    answers[(at, 0)] = await runtime.AnswerAsync(IdOf(at, 0), $"an answer to {request.Title}").ConfigureAwait(false);
                    RequireInit(at, request, answers);
                }

                break;
            case CompareStep.Together together:
                await runtime.SendAsync([.. together.Requests.Select((r, i) => Frame(r, IdOf(at, i + 1)))]).ConfigureAwait(false);
                for (int i = 0; i < together.Requests.Count; i++)
                {
                    answers[(at, i)] = await runtime.AnswerAsync(IdOf(at, i + 1), $"an answer to {together.Requests[i].Title}").ConfigureAwait(false);
                }

                break;
            case CompareStep.Answer answer:
                answers[(at, 0)] = await runtime.AnswerAsync(IdOf(Asked(steps, answer.Name, at), 0), $"an {answer.Title}").ConfigureAwait(false);
                break;
            case CompareStep.Cancel cancel:
                byte[] frame = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = "cancel", ["id"] = IdOf(Asked(steps, cancel.Name, at), 0) });
                await runtime.SendAsync((null, frame)).ConfigureAwait(false);
                break;
            case CompareStep.Service service:
                for (int i = 0; i < service.Times; i++)
                {
                    await runtime.CallAsync(call => JsonMatcher.Fits(service.Matcher, call, new ValueScope()), $"a {service.Title}").ConfigureAwait(false);
                }

                break;
            case CompareStep.Release release:
                await runtime.ReleaseAsync(release.Topic, release.With).ConfigureAwait(false);
                break;
            case CompareStep.Output output:
                await runtime.WithinAsync(limit => stderr.WaitForAsync(output.Pattern, limit), $"a line on {output.Title}").ConfigureAwait(false);
                break;
            case CompareStep.Advance advance:
                runtime.Advance(advance.Milliseconds);
                break;
            case CompareStep.Signal signal:
                process.Signal(signal.Name);
                break;
            case CompareStep.Disconnect:
                runtime.Disconnect();
                break;
            case CompareStep.Ends:
                await runtime.EndAsync().ConfigureAwait(false);
                break;
        }
    }

    // Nothing that follows a failed init means anything.
    private static void RequireInit(int at, CompareStep.Request request, Dictionary<(int, int), JsonElement> answers)
    {
        if (at == 0 && JsonMatcher.Match(request.Expect!.Matcher, answers[(0, 0)], new ValueScope()) is { } mismatch)
        {
            JsonElement answer = answers[(0, 0)];
            answers.Remove((0, 0));
            throw new StoppedException($"{mismatch.Expected}{(mismatch.Pointer.Length == 0 ? string.Empty : $" at {mismatch.Pointer}")}", JsonText.Shorten(answer));
        }
    }

    private static int Asked(IReadOnlyList<CompareStep> steps, string name, int before)
    {
        for (int i = before - 1; i >= 0; i--)
        {
            if (steps[i] is CompareStep.Request request && request.Later == name)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"The script was read, but nothing is named {name}.");
    }

    /// <summary>A request as it goes out, without its framing.</summary>
    internal static (string Id, byte[] Payload) Frame(CompareStep.Request request, string id)
    {
        JsonObject frame = new() { ["type"] = request.Type, ["id"] = id };
        foreach (JsonProperty member in request.Body.EnumerateObject())
        {
            frame[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return (id, JsonSerializer.SerializeToUtf8Bytes(frame));
    }
}
