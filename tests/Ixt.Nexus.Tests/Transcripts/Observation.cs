using System.Globalization;
using System.Text.Json;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>What the recorded application saw of a transcript, step by step: <c>.obs.json</c>.</summary>
internal sealed class Observation
{
    private readonly JsonElement _steps;

    private Observation(JsonElement steps) => _steps = steps;

    /// <summary>Whether the recorded daemon ended the connection to a raw peer; null: that was not looked at.</summary>
    public bool? Ended
    {
        get
        {
            foreach (JsonProperty step in _steps.EnumerateObject().Where(s => s.Name.StartsWith("close", StringComparison.Ordinal)))
            {
                // Milliseconds until it ended, or that it did not.
                return step.Value.ValueKind == JsonValueKind.Number && step.Value.GetDouble() >= 0;
            }

            return null;
        }
    }

    public static Observation Load(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Transcript.Root, "Recorded", name + ".obs.json")));
        return new(document.RootElement.Clone());
    }

    public JsonElement this[string step] => _steps.GetProperty(step);

    public IEnumerable<string> Steps => _steps.EnumerateObject().Select(s => s.Name);

    /// <summary>
    /// Demands that each step came to what was recorded: each result and each error is one of this side's outcomes, and each outcome is counted once. The steps that are
    /// named are left out, and must not be found.
    /// </summary>
    public void AssertSame(IEnumerable<Outcome> outcomes, IReadOnlyDictionary<string, string> notCompared)
    {
        List<Outcome> left = [.. outcomes];
        List<string> missing = [];
        foreach (JsonProperty step in _steps.EnumerateObject().Where(s => s.Value.ValueKind == JsonValueKind.Object))
        {
            if (!TryTake(left, step.Name, step.Value))
            {
                missing.Add(step.Name);
            }
        }

        Assert.True(missing.ToHashSet().SetEquals(notCompared.Keys), $"Without an outcome of ours: [{string.Join(", ", missing)}]; as the manifest says: [{string.Join(", ", notCompared.Keys)}].");
    }

    private static bool TryTake(List<Outcome> left, string name, JsonElement step)
    {
        if (step.TryGetProperty("err", out JsonElement error))
        {
            // Acquisition wraps what failed in an error of its own; what failed stands further down.
            return TryTake(left, o => o.Error is { } ours && CodesOf(error).Contains(ours.Code) && (ours is not NexusRemoteException || ours.Message == Text(error, "message")));
        }

        if (!step.TryGetProperty("ok", out JsonElement result))
        {
            return true; // a note, not an outcome
        }

        if (name == "create")
        {
            return TryTake(left, o => o is { Result: null, Error: null });
        }

        // A step of several calls has a list of their results.
        return TryTake(left, o => o.Result is { } ours && IsSame(result, ours))
            || (result.ValueKind == JsonValueKind.Array && result.GetArrayLength() > 0 && result.EnumerateArray().All(r => TryTake(left, o => o.Result is { } ours && IsSame(r, ours))));
    }

    private static bool TryTake(List<Outcome> left, Predicate<Outcome> fits)
    {
        int at = left.FindIndex(fits);
        if (at < 0)
        {
            return false;
        }

        left.RemoveAt(at);
        return true;
    }

    private static bool IsSame(JsonElement recorded, NexusValue ours) => recorded.ValueKind switch
    {
        JsonValueKind.Null => ours.Kind == NexusKind.Null,
        JsonValueKind.True or JsonValueKind.False => ours == NexusValue.From(recorded.GetBoolean()),
        JsonValueKind.Number => ours.Kind == NexusKind.Number && ours.AsDouble() == recorded.GetDouble(),
        JsonValueKind.Array => ours.Kind == NexusKind.Array && AreSame([.. recorded.EnumerateArray()], ours.Items),
        JsonValueKind.String => IsSame(recorded.GetString()!, ours),
        _ when ours.Kind == NexusKind.Map && recorded.TryGetProperty("<Map>", out JsonElement entries) =>
            AreSame([.. entries.EnumerateArray()], [.. ours.AsMap().Select(e => NexusValue.From(new[] { e.Key, e.Value }))]),
        _ when ours.Kind == NexusKind.Set && recorded.TryGetProperty("<Set>", out JsonElement items) => AreSame([.. items.EnumerateArray()], [.. ours.AsSet()]),
        _ => ours.Kind == NexusKind.Object && IsSameObject([.. recorded.EnumerateObject().Where(m => m.Name != "<proto>" || ours.AsObject().Contains(m.Name))], ours.AsObject()),
    };

    // What a service describes in the recorder's own way arrives as text.
    private static bool IsSame(string recorded, NexusValue ours) => ours.Kind == NexusKind.String ? ours.AsString() == recorded : recorded switch
    {
        "<undefined>" => ours.Kind == NexusKind.Undefined,
        "<function/proxy>" => ours.Kind == NexusKind.Reference,
        ['<', 'b', 'i', 'g', 'i', 'n', 't', ' ', .. var digits, '>'] => ours.Kind == NexusKind.BigInt && ours.AsBigInteger().ToString(CultureInfo.InvariantCulture) == digits,
        _ => false,
    };

    private static bool AreSame(JsonElement[] recorded, ReadOnlySpan<NexusValue> ours)
    {
        if (recorded.Length != ours.Length)
        {
            return false;
        }

        for (int i = 0; i < recorded.Length; i++)
        {
            if (!IsSame(recorded[i], ours[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSameObject(JsonProperty[] recorded, NexusObject ours) =>
        recorded.Length == ours.Count && recorded.All(m => ours.Contains(m.Name) && IsSame(m.Value, ours[m.Name]));

    private static IEnumerable<string?> CodesOf(JsonElement error) => error.ValueKind != JsonValueKind.Object
        ? []
        : error.EnumerateObject().SelectMany(m => m.Name == "code" && m.Value.ValueKind == JsonValueKind.String ? [m.Value.GetString()] : CodesOf(m.Value));

    private static string? Text(JsonElement error, string name) => error.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}
