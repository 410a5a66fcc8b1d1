using System.Text.Json;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>What a replay needs to know besides the transcript: an entry of <c>manifest.json</c>.</summary>
internal sealed record ReplayPlan
{
    /// <summary>Why the transcript can't be replayed in this role; null: it is.</summary>
    public string? NotReplayed { get; init; }

    /// <summary>The test that does by other means what was recorded: class and method.</summary>
    public string? Test { get; init; }

    /// <summary>Whether nothing was recorded: of some connections the application's view stands elsewhere.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Connections that this side ends by itself.</summary>
    public IReadOnlyList<int> Closes { get; init; } = [];

    /// <summary>What the policy says of connections and identity updates, one after the other: allow, deny, throw. Empty: there is none.</summary>
    public IReadOnlyList<string> Connect { get; init; } = [];

    /// <summary>Whether a policy refuses the calls that were refused.</summary>
    public bool Calls { get; init; }

    /// <summary>Everything in which this side is different on purpose.</summary>
    public IEnumerable<Reason> Reasons => Differences.Select(d => d.Reason).Append(StaysOpen).Append(EndsToo).OfType<Reason>();

    /// <summary>Ids of calls of this side that time out before they are answered.</summary>
    public IReadOnlyList<string> Timeouts { get; init; } = [];

    /// <summary>The shared secret of this side; <c>*</c>: the one that was recorded.</summary>
    public string? Secret { get; init; }

    /// <summary>Longest line of the secret's exchange.</summary>
    public int MaxLine { get; init; } = 8192;

    /// <summary>The code with which the connection comes to nothing.</summary>
    public string? Fails { get; init; }

    /// <summary>Why this side does not end a connection that the recorded one ended.</summary>
    public Reason? StaysOpen { get; init; }

    /// <summary>Why this side ends a connection that the recorded one did not end.</summary>
    public Reason? EndsToo { get; init; }

    /// <summary>Steps of the recorded application whose outcome is not compared, and why.</summary>
    public IReadOnlyDictionary<string, string> NotCompared { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Difference> Differences { get; init; } = [];

    /// <summary>Reads the manifest: transcript → role → plan.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, ReplayPlan>> LoadAll()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Transcript.Root, "manifest.json")));
        return document.RootElement.EnumerateObject().ToDictionary(
            t => t.Name,
            t => (IReadOnlyDictionary<string, ReplayPlan>)t.Value.EnumerateObject().ToDictionary(r => r.Name, r => Read(r.Value)));
    }

    private static ReplayPlan Read(JsonElement json)
    {
        ReplayPlan plan = new();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            plan = member.Name switch
            {
                "not" => plan with { NotReplayed = member.Value.GetString() },
                "missing" => plan with { IsMissing = member.Value.GetBoolean() },
                "test" => plan with { Test = member.Value.GetString() },
                "notCompared" => plan with { NotCompared = member.Value.EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetString()!) },
                "closes" => plan with { Closes = [.. member.Value.EnumerateArray().Select(v => v.GetInt32())] },
                "connect" => plan with { Connect = [.. member.Value.EnumerateArray().Select(v => v.GetString()!)] },
                "calls" => plan with { Calls = member.Value.GetBoolean() },
                "timeouts" => plan with { Timeouts = [.. member.Value.EnumerateArray().Select(v => v.GetRawText())] },
                "secret" => plan with { Secret = member.Value.GetString() },
                "maxLine" => plan with { MaxLine = member.Value.GetInt32() },
                "fails" => plan with { Fails = member.Value.GetString() },
                "staysOpen" => plan with { StaysOpen = ReadReason(member.Value) },
                "endsToo" => plan with { EndsToo = ReadReason(member.Value) },
                "differences" => plan with { Differences = [.. member.Value.EnumerateArray().Select(ReadDifference)] },
                _ => throw new InvalidDataException($"'{member.Name}' means nothing in the manifest."),
            };
        }

        return plan;
    }

    private static Difference ReadDifference(JsonElement json)
    {
        bool isMore = json.TryGetProperty("after", out JsonElement line);
        JsonElement ours = json.GetProperty("ours");
        return new(
            (isMore ? line : json.GetProperty("line")).GetInt32(),
            ours.ValueKind == JsonValueKind.Null ? null : ours.GetRawText(),
            isMore,
            ReadReason(json));
    }

    private static Reason ReadReason(JsonElement json) => new(json.GetProperty("why").GetString()!, json.GetProperty("facts").GetString()!);
}
