using System.Text.Json;
using Ixt.Conformance.Cases.Steps;

namespace Ixt.Conformance.Cases;

/// <summary>Counts, by id, the requests that a case sends and the answers it expects from before any handler.</summary>
internal sealed class RequestCounts
{
    private static readonly HashSet<string> _answeredBeforeTheHandler = new(StringComparer.Ordinal)
    {
        "PROTOCOL_ERROR", "NOT_INITIALIZED", "SHUTTING_DOWN", "INVALID_PAYLOAD", "EXPIRED", "OVERLOADED",
    };

    private readonly Dictionary<string, int> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);

    /// <summary>Counts the steps, those of alternatives included.</summary>
    public void Count(IReadOnlyList<Step> steps)
    {
        foreach (Step step in steps)
        {
            switch (step)
            {
                case SendStep send:
                    Add(_sent, send.Frame);
                    break;
                case SendAllStep all:
                    foreach (JsonElement frame in all.Frames)
                    {
                        Add(_sent, frame);
                    }

                    break;
                case ExpectStep expect:
                    AddExpected(expect.Frame);
                    break;
                case ExpectAllStep all:
                    foreach (JsonElement frame in all.Frames)
                    {
                        AddExpected(frame);
                    }

                    break;
                case EitherStep either:
                    foreach (IReadOnlyList<Step> alternative in either.Alternatives)
                    {
                        Count(alternative);
                    }

                    break;
            }
        }
    }

    /// <summary>Whether every request of that id is refused before a handler sees it.</summary>
    /// <param name="id">As JSON.</param>
    public bool AllRefused(string id) => _refused.TryGetValue(id, out int refused) && refused >= _sent.GetValueOrDefault(id, 1);

    /// <summary>Whether an answer of that id is expected that a handler gives.</summary>
    /// <param name="id">As JSON.</param>
    public bool IsHandled(string id) => _answered.ContainsKey(id);

    private void AddExpected(JsonElement frame)
    {
        bool refused =
            frame.ValueKind == JsonValueKind.Object
            && frame.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("code", out JsonElement code) && code.ValueKind == JsonValueKind.String
            && _answeredBeforeTheHandler.Contains(code.GetString()!);
        Add(refused ? _refused : _answered, frame);
    }

    private static void Add(Dictionary<string, int> counts, JsonElement frame)
    {
        if (frame.ValueKind == JsonValueKind.Object && frame.TryGetProperty("id", out JsonElement id))
        {
            string name = id.GetRawText();
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }
}
