using System.Text.Json;
using Ixt.Protocol;
using Ixt.Sdk;

namespace Ixt.Testee;

/// <summary>Does the steps that don't end a script; each writes one object into the results.</summary>
internal sealed class StepPerformer(IModuleActions module)
{
    private readonly ModuleState _state = new();

    internal async Task PerformAsync(string action, JsonElement step, Utf8JsonWriter results, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case "kv_get" or "kv_set" or "kv_delete" or "kv_exists" or "log":
                await CallServiceAsync(action, step, results, cancellationToken);
                return;
            case "send":
                Write(results, await module.SendAsync(
                    step.Text("topic"), step.Bytes("payload"), (Priority)step.Int("priority", absent: 1), step.Ttl(), cancellationToken));
                return;
            case "stderr":
                module.WriteStderr(step.Text("message"), step.Optional("error") is { ValueKind: JsonValueKind.True });
                break;
            case "wait":
                await _state.Gate(step.Text("gate")).Task;
                break;
            case "open":
                _state.Gate(step.Text("gate")).TrySetResult();
                break;
            case "wait_cancel":
                TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
                await using (cancellationToken.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), cancelled))
                {
                    await cancelled.Task;
                }

                Write(results, "cancelled", static w => w.WriteBooleanValue(true));
                return;
            case "turn":
                await ModuleState.TurnAsync(step.Int("times", absent: 1));
                break;
            case "add":
                long sum = _state[step.Text("counter")] += step.GetProperty("by").GetInt64();
                await ModuleState.TurnAsync(step.Int("turns", absent: 0));
                Write(results, "value", w => w.WriteNumberValue(sum));
                return;
            case "bump_across":
                await ModuleState.TurnAsync(1);
                _state[step.Text("counter")]++;
                await ModuleState.TurnAsync(1);
                break;
            case "counter":
                Write(results, "value", w => w.WriteNumberValue(_state[step.Text("counter")]));
                return;
            case "config":
                Write(results, "config", module.Config.WriteTo);
                return;
            case "module_id":
                Write(results, "module_id", w => w.WriteStringValue(module.ModuleId));
                return;
            case "exit":
                Environment.Exit(step.Int("code", absent: 0));
                break;
            default:
                throw new InvalidOperationException("unknown step: " + action);
        }

        WriteEmpty(results);
    }

    private async Task CallServiceAsync(string action, JsonElement step, Utf8JsonWriter results, CancellationToken cancellationToken)
    {
        try
        {
            switch (action)
            {
                case "kv_get":
                    Write(results, await module.Kv.GetAsync(step.Text("key"), cancellationToken));
                    break;
                case "kv_set":
                    await module.Kv.SetAsync(step.Text("key"), step.Bytes("value"), step.Ttl(), cancellationToken);
                    WriteEmpty(results);
                    break;
                case "kv_delete":
                    bool deleted = await module.Kv.DeleteAsync(step.Text("key"), cancellationToken);
                    Write(results, "deleted", w => w.WriteBooleanValue(deleted));
                    break;
                case "kv_exists":
                    bool exists = await module.Kv.ExistsAsync(step.Text("key"), cancellationToken);
                    Write(results, "exists", w => w.WriteBooleanValue(exists));
                    break;
                default:
                    await module.Logging.LogAsync(ToEntry(step), cancellationToken: cancellationToken);
                    WriteEmpty(results);
                    break;
            }
        }
        catch (IxtServiceException e)
        {
            Write(results, "error", w =>
            {
                w.WriteStartObject();
                w.WriteString("code", e.Code);
                w.WriteString("message", e.Message);
                w.WriteEndObject();
            });
        }
    }

    private static LoggingLogParams ToEntry(JsonElement step) => new()
    {
        Level = LogLevelWire.TryParse(step.Text("level"), out LogLevel level)
            ? level
            : throw new InvalidOperationException("unknown level: " + step.Text("level")),
        Message = step.Text("message"),
        Fields = step.Optional("fields"),
    };

    private static void Write(Utf8JsonWriter results, SendResponse response)
    {
        results.WriteStartObject();
        results.WriteBoolean("success", response.Success);
        if (response.Error is { } error)
        {
            results.WritePropertyName("error");
            error.Write(results);
        }
        else
        {
            results.WritePropertyName("data");
            response.Data!.Value.WriteTo(results);
        }

        results.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter results, KvEntry entry)
    {
        results.WriteStartObject();
        results.WriteBoolean("found", entry.Found);
        if (entry.Found)
        {
            results.WriteBase64String("value", entry.Value.Span);
        }

        results.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter results, string name, Action<Utf8JsonWriter> value)
    {
        results.WriteStartObject();
        results.WritePropertyName(name);
        value(results);
        results.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter results)
    {
        results.WriteStartObject();
        results.WriteEndObject();
    }
}
