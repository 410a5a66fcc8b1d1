using System.Text.Json;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Execution;

/// <summary>Counts requests and answers by id, to recognise an answer too many.</summary>
internal sealed class AnsweredIds
{
    // Large frames are about something else; reading them would cost more than the hint is worth.
    private const int MaxRead = 64 * 1024;

    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);
    private readonly HashSet<int> _counted = [];

    /// <summary>Counts the requests among what the runner sends.</summary>
    /// <param name="payloads">Frames without their framing, one per line.</param>
    public void Asked(ReadOnlyMemory<byte> payloads)
    {
        if (payloads.Length > MaxRead)
        {
            return;
        }

        foreach (Range line in Lines(payloads.Span))
        {
            if (Read(payloads[line]) is { } frame && IdOf(frame) is { } id)
            {
                _asked[id] = _asked.GetValueOrDefault(id) + 1;
            }
        }
    }

    /// <summary>Counts a frame of the testee, once.</summary>
    public void Answered(ReceivedFrame frame)
    {
        if (frame.Json is { } json && IsResponse(json) && IdOf(json) is { } id && _counted.Add(frame.Number))
        {
            _answered[id] = _answered.GetValueOrDefault(id) + 1;
        }
    }

    /// <summary>Whether the frame, counted or not, is one answer more than there were requests of its id.</summary>
    public bool IsOneTooMany(ReceivedFrame frame)
    {
        Answered(frame);
        return frame.Json is { } json && IsResponse(json) && IdOf(json) is { } id
            && _asked.TryGetValue(id, out int asked) && _answered[id] > asked;
    }

    private static List<Range> Lines(ReadOnlySpan<byte> bytes)
    {
        List<Range> lines = [];
        foreach (Range line in bytes.Split((byte)'\n'))
        {
            lines.Add(line);
        }

        return lines;
    }

    private static JsonElement? Read(ReadOnlyMemory<byte> line)
    {
        if (line.IsEmpty || line.Span[0] != (byte)'{')
        {
            return null;
        }

        try
        {
            return JsonText.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsResponse(JsonElement frame) =>
        frame.ValueKind == JsonValueKind.Object
        && frame.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("response");

    private static string? IdOf(JsonElement frame) =>
        frame.TryGetProperty("id", out JsonElement id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number ? id.GetRawText() : null;
}
