using System.Text.Json;

namespace Ixt.Conformance.Execution;

/// <summary>Which requests the testee has answered, and which of them twice.</summary>
internal sealed class AnsweredIds
{
    private readonly HashSet<string> _once = new(StringComparer.Ordinal);
    private readonly HashSet<string> _twice = new(StringComparer.Ordinal);
    private readonly HashSet<int> _counted = [];

    /// <summary>Counts a frame, once.</summary>
    public void Add(ReceivedFrame frame)
    {
        if (IdOf(frame.Json) is { } id && _counted.Add(frame.Number) && !_once.Add(id))
        {
            _twice.Add(id);
        }
    }

    /// <summary>Whether the frame answers a request that two counted frames answer.</summary>
    public bool HasTwice(JsonElement? frame) => IdOf(frame) is { } id && _twice.Contains(id);

    /// <summary>Whether the frame, itself not counted, answers a request that a counted one answers.</summary>
    public bool Has(ReceivedFrame frame) => IdOf(frame.Json) is { } id && !_counted.Contains(frame.Number) && _once.Contains(id);

    private static string? IdOf(JsonElement? frame) =>
        frame is { ValueKind: JsonValueKind.Object } root
        && root.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("response")
        && root.TryGetProperty("id", out JsonElement id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id.GetRawText() : null;
}
