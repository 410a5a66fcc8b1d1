using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Conformance.Compare.Scripts;
using Ixt.Conformance.Matching;
using Ixt.Protocol;

namespace Ixt.Conformance.Compare.Play;

/// <summary>Answers the service calls of one module: a store in memory, a bus with canned answers, a log that swallows. Not safe for several threads.</summary>
internal sealed class ServiceDesk(RuntimeScript script)
{
    private readonly KeyValueStore _store = new(script.Kv);
    private readonly Dictionary<string, int> _turns = new(StringComparer.Ordinal);
    private readonly List<(string Topic, JsonElement Id)> _held = [];

    /// <summary>The topics on which a call is held.</summary>
    public IEnumerable<string> Held => _held.Select(h => h.Topic);

    /// <summary>Moves the clock of the store.</summary>
    public void Advance(long milliseconds) => _store.Advance(milliseconds);

    /// <summary>The frame that answers a call, or null when there is none (yet).</summary>
    public byte[]? Serve(JsonElement request)
    {
        if (!request.TryGetProperty("id", out JsonElement id) || id.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        string service = Text(request, "service");
        string method = Text(request, "method");
        JsonElement parameters = request.TryGetProperty("params", out JsonElement given) && given.ValueKind == JsonValueKind.Object ? given : default;
        switch (service)
        {
            case "kv":
                return script.KvFails.TryGetValue(Text(parameters, "key"), out ServiceError? failure)
                    ? Failure(id, failure.Code, failure.Message)
                    : Kv(id, method, parameters);
            case "message_bus" when method == "send":
                return Send(id, Text(parameters, "topic"));
            case "logging" when method == "log":
                return Success(id, new JsonObject());
            case "message_bus" or "logging":
                return Failure(id, ErrorCodes.UnknownMethod, $"Unknown method: {service}.{method}");
            default:
                return Failure(id, ErrorCodes.UnknownService, $"Unknown service: {service}");
        }
    }

    /// <summary>The frame that answers the oldest held call on a topic; null when none is held.</summary>
    public byte[]? Release(string topic, JsonElement answer)
    {
        int at = _held.FindIndex(h => h.Topic == topic);
        if (at < 0)
        {
            return null;
        }

        JsonElement id = _held[at].Id;
        _held.RemoveAt(at);
        return Success(id, JsonNode.Parse(answer.GetRawText())!);
    }

    private byte[] Kv(JsonElement id, string method, JsonElement parameters)
    {
        string key = Text(parameters, "key");
        switch (method)
        {
            case "get":
                return Success(id, _store.Get(key) is { } value ? new JsonObject { ["found"] = true, ["value"] = value } : new JsonObject { ["found"] = false });
            case "set":
                _store.Set(key, Text(parameters, "value"), parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("ttl_ms", out JsonElement ttl) && ttl.TryGetInt64(out long ms) ? ms : null);
                return Success(id, new JsonObject());
            case "delete":
                return Success(id, new JsonObject { ["deleted"] = _store.Delete(key) });
            case "exists":
                return Success(id, new JsonObject { ["exists"] = _store.Get(key) is not null });
            default:
                return Failure(id, ErrorCodes.UnknownMethod, $"Unknown method: kv.{method}");
        }
    }

    private byte[]? Send(JsonElement id, string topic)
    {
        if (!script.Topics.TryGetValue(topic, out IReadOnlyList<BusAnswer>? answers))
        {
            return Failure(id, ErrorCodes.ModuleUnavailable, $"No module provides {topic}");
        }

        int turn = _turns.GetValueOrDefault(topic);
        _turns[topic] = turn + 1;
        if (answers[Math.Min(turn, answers.Count - 1)].Data is { } data)
        {
            return Success(id, JsonNode.Parse(data.GetRawText())!);
        }

        _held.Add((topic, id.Clone()));
        return null;
    }

    private static byte[] Success(JsonElement id, JsonNode data) =>
        Frame(id, new JsonObject { ["success"] = true, ["data"] = data });

    private static byte[] Failure(JsonElement id, string code, string message) =>
        Frame(id, new JsonObject { ["success"] = false, ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    private static byte[] Frame(JsonElement id, JsonObject rest)
    {
        rest.Insert(0, "type", "service_response");
        rest.Insert(1, "id", JsonNode.Parse(id.GetRawText()));
        return JsonSerializer.SerializeToUtf8Bytes(rest);
    }

    private static string Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) && JsonText.TryGetString(member, out string text) ? text : string.Empty;
}
