using System.Net.Sockets;
using System.Text.Json;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Connection;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Execution;

/// <summary>Starts a testee once to see whether it starts at all, and asks <c>conformance.describe</c> what it can do.</summary>
internal sealed class DescribeProbe(ModuleFrameSchema schema, TimeLimits limits, TimeProvider time)
{
    private static readonly JsonElement _init = Json("""{"type":"init","id":"init","config":{}}""");
    private static readonly JsonElement _describe = Json(
        """{"type":"handle","id":"describe","message":{"topic":"conformance.describe","payload":""},"context":{"trace_id":"trace-1","source_module":"conformance:1.0.0","timestamp":1234567890}}""");

    /// <summary>The column, with what was found out.</summary>
    public async Task<Column> RunAsync(ITestee testee, CancellationToken cancellationToken)
    {
        Column column = new() { Name = testee.Name, Testee = testee };
        if (testee.Limits.HasFlag(TesteeLimits.NoTimeouts))
        {
            // A person would have to start it once more.
            return column;
        }

        // A module that gets one of the framings wrong still deserves its own verdicts, not a missing column.
        Column asked = await AskAsync(column, testee, Framing.Ndjson, cancellationToken).ConfigureAwait(false);
        return asked is { AnswersDescribe: null, Missing: null }
            ? await AskAsync(column, testee, Framing.Length, cancellationToken).ConfigureAwait(false)
            : asked;
    }

    private async Task<Column> AskAsync(Column column, ITestee testee, Framing framing, CancellationToken cancellationToken)
    {
        Conversation conversation = new(time);
        OutputCapture output = new();
        bool connected = false;
        try
        {
            using SocketDirectory directory = SocketDirectory.Create();
            Dictionary<string, string?> environment = new(StringComparer.Ordinal)
            {
                ["IXT_IPC_SOCKET"] = directory.SocketPath,
                ["IXT_MODULE_ID"] = CaseExecutor.ModuleId,
            };
            RunningTestee running = testee.Start(environment, output);
            await using (running.ConfigureAwait(false))
            {
                CaseSession session = new(running, output, conversation, schema, limits) { Stage = "start" };
                Socket socket = await Connecting.AcceptAsync(session, directory, testee, cancellationToken).ConfigureAwait(false);
                connected = true;
                TesteeConnection connection = new(socket, framing, conversation);
                await using (connection.ConfigureAwait(false))
                {
                    session.Connection = connection;
                    await session.SendFrameAsync(_init).ConfigureAwait(false);
                    await session.TakeFrameAsync("the answer to init").ConfigureAwait(false);
                    await session.SendFrameAsync(_describe).ConfigureAwait(false);
                    return Read(column, await AnswerAsync(session).ConfigureAwait(false));
                }
            }
        }
        catch (TesteeStartException e)
        {
            return column with { Missing = $"does not start: {e.Message}", DoesNotStart = true };
        }
        catch (CaseFailedException e) when (!connected)
        {
            string tail = string.Join(" ⏎ ", output.Tail(3));
            return column with { Missing = $"does not connect: {e.Failure.Got}{(tail.Length > 0 ? $"; it wrote: {tail}" : string.Empty)}", DoesNotStart = true };
        }
        catch (CaseFailedException e)
        {
            return column with { Remark = $"conformance.describe was not answered ({e.Failure.Got}); every case is put to it" };
        }
    }

    private static async Task<JsonElement> AnswerAsync(CaseSession session)
    {
        while (true)
        {
            ReceivedFrame frame = await session.TakeFrameAsync("the answer to conformance.describe").ConfigureAwait(false);
            if (CaseSession.Answers(frame.Json, "describe"))
            {
                return frame.Json!.Value;
            }
        }
    }

    private static Column Read(Column column, JsonElement answer)
    {
        if (!answer.TryGetProperty("success", out JsonElement success) || success.ValueKind != JsonValueKind.True
            || !answer.TryGetProperty("data", out JsonElement data) || data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("features", out JsonElement features) || features.ValueKind != JsonValueKind.Array)
        {
            string code = answer.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out JsonElement c) ? Text(c) : "something else";
            if (code is "NOT_INITIALIZED" or "INIT_FAILED")
            {
                return column with { Remark = $"conformance.describe was answered {code}; every case is put to it" };
            }

            return column with
            {
                AnswersDescribe = false,
                Features = new HashSet<string>(StringComparer.Ordinal),
                Remark = $"an ordinary module (conformance.describe was answered {code}): only the cases that any module can pass",
            };
        }

        string spec = Member(data, "spec");
        JsonElement about = data.TryGetProperty("implementation", out JsonElement i) && i.ValueKind == JsonValueKind.Object ? i : data;
        return column with
        {
            AnswersDescribe = true,
            Implementation = new Implementation(Member(about, "name"), Member(about, "version"), Member(about, "language"), Member(about, "platform"), spec),
            Features = features.EnumerateArray().Select(Text).ToHashSet(StringComparer.Ordinal),
            Remark = spec == CaseSuite.SpecVersion ? null : $"it says that it implements version {spec}; the suite tests {CaseSuite.SpecVersion}",
        };
    }

    private static string Member(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? Text(value) : string.Empty;

    private static string Text(JsonElement element) => JsonText.TryGetString(element, out string text) ? text : element.GetRawText();

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
