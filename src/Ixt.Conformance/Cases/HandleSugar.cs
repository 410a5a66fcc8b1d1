using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ixt.Conformance.Cases;

/// <summary>Turns a <c>handle</c> step into the frame it stands for.</summary>
internal static class HandleSugar
{
    /// <summary>The frame's template, with a default topic, payload and context where the step gives none.</summary>
    public static JsonElement ToFrame(JsonElement sugar)
    {
        JsonObject message = new()
        {
            ["topic"] = sugar.TryGetProperty("topic", out JsonElement topic) ? topic.GetString() : "conformance.run",
            ["payload"] = Payload(sugar),
        };
        Copy(sugar, "priority", message);
        Copy(sugar, "ttl_ms", message);

        JsonObject context = new()
        {
            ["trace_id"] = "trace-1",
            ["source_module"] = "conformance:1.0.0",
            ["timestamp"] = 1234567890,
        };
        if (sugar.TryGetProperty("context", out JsonElement given))
        {
            foreach (JsonProperty member in given.EnumerateObject())
            {
                context[member.Name] = Node(member.Value);
            }
        }

        JsonObject frame = new()
        {
            ["type"] = "handle",
            ["id"] = Node(sugar.GetProperty("id")),
            ["message"] = message,
            ["context"] = context,
        };
        return JsonSerializer.SerializeToElement(frame);
    }

    private static JsonNode? Payload(JsonElement sugar)
    {
        if (sugar.TryGetProperty("script", out JsonElement script))
        {
            return new JsonObject { ["$script"] = Node(script) };
        }

        return sugar.TryGetProperty("payload", out JsonElement payload) ? Node(payload) : string.Empty;
    }

    private static void Copy(JsonElement from, string name, JsonObject to)
    {
        if (from.TryGetProperty(name, out JsonElement value))
        {
            to[name] = Node(value);
        }
    }

    private static JsonNode? Node(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
