namespace Ixt.Nexus.Tests.Transcripts;

/// <summary><c>manifest.json</c>: of each recording, how it is replayed or why it is not.</summary>
internal static class Manifest
{
    /// <summary>Recording → role ("daemon", "client"; "observed": what the application saw) → how.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, ReplayPlan>> Plans { get; } = ReplayPlan.LoadAll();

    /// <summary>The transcripts that are replayed with this implementation in that role.</summary>
    public static IEnumerable<string> Replayed(string role) => Plans.Where(t => t.Value.TryGetValue(role, out ReplayPlan? plan) && plan.NotReplayed is null).Select(t => t.Key);

    public static Task ReplayAsync(string transcript, string role) => ReplayAsync(Transcript.Load(transcript), role);

    public static async Task ReplayAsync(Transcript transcript, string role)
    {
        await using Replay replay = new(transcript, role == "daemon", Plans[transcript.Name][role]);
        await replay.RunAsync();
        ReplayPlan observed = Plans[transcript.Name]["observed"];
        if (role == "client" && observed is { NotReplayed: null, Test: null })
        {
            Observation.Load(transcript.Name).AssertSame(replay.Outcomes, observed.NotCompared);
        }
    }
}
