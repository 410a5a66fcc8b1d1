using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>Reads a <c>handle</c>: topic, payload and, if given, priority, time to live and context.</summary>
internal static class HandleReader
{
    private const int MaxPriority = 4;

    // The same for every implementation, so that a module that answers with its context answers the same.
    private const long Timestamp = 1_700_000_000;

    /// <summary>The step's title and the frame's members.</summary>
    public static (string Title, JsonElement Body) Read(ScriptNode node)
    {
        node.Object("topic", "text", "json", "base64", "priority", "ttl_ms", "context");
        const string TopicRemedy = "It is the topic of the message.";
        string topic = node.Need("topic", TopicRemedy).Text(TopicRemedy);
        JsonObject message = new() { ["topic"] = topic, ["payload"] = Convert.ToBase64String(PayloadReader.Read(node)) };
        if (node.Find("priority") is { } priority)
        {
            message["priority"] = priority.Integer(1, MaxPriority, "1 is low, 4 critical.");
        }

        if (node.Find("ttl_ms") is { } ttl)
        {
            message["ttl_ms"] = ttl.Integer(0, int.MaxValue, "It is a time in milliseconds.");
        }

        JsonObject context = new() { ["trace_id"] = "trace-1", ["source_module"] = "compare:1.0.0", ["timestamp"] = Timestamp };
        if (node.Find("context") is { } given)
        {
            given.Object("trace_id", "source_module", "timestamp");
            foreach ((string name, ScriptNode member) in given.Members("trace_id, source_module and timestamp."))
            {
                context[name] = JsonNode.Parse(member.Value.GetRawText());
            }
        }

        return ($"handle {topic}", JsonSerializer.SerializeToElement(new JsonObject { ["message"] = message, ["context"] = context }));
    }
}
