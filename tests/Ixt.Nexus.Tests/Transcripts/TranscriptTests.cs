namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>Recordings of the npm packages (060) and of the tag 0.3.1 (031), replayed with this implementation on either side.</summary>
public sealed class TranscriptTests
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, ReplayPlan>> _manifest = ReplayPlan.LoadAll();

    public static TheoryData<string> Daemons => Replayed("daemon");

    public static TheoryData<string> Clients => Replayed("client");

    [Theory, MemberData(nameof(Daemons))]
    public Task Our_daemon_answers_the_recorded_client_as_the_recorded_daemon_did(string transcript) => ReplayAsync(transcript, asDaemon: true);

    [Theory, MemberData(nameof(Clients))]
    public Task Our_client_meets_the_recorded_daemon_as_the_recorded_client_did(string transcript) => ReplayAsync(transcript, asDaemon: false);

    [Fact]
    public void Every_transcript_is_in_the_manifest() => Assert.Empty(Transcript.Names.Except(_manifest.Keys));

    [Fact]
    public void Every_transcript_of_the_manifest_is_there() => Assert.Empty(_manifest.Keys.Except(Transcript.Names));

    [Fact]
    public void The_manifest_says_of_both_roles_how_or_why_not() =>
        Assert.Empty(_manifest.Where(t => !t.Value.Keys.Order(StringComparer.Ordinal).SequenceEqual(["client", "daemon"])).Select(t => t.Key));

    [Fact]
    public void Every_difference_and_every_transcript_that_is_not_replayed_has_a_reason() =>
        Assert.Empty(
            from transcript in _manifest
            from role in transcript.Value
            where role.Value.NotReplayed is { Length: < 15 } || role.Value.Differences.Any(d => d.Why.Length < 15)
            select $"{transcript.Key}: {role.Key}");

    private static TheoryData<string> Replayed(string role) => [.. _manifest.Where(t => t.Value[role].NotReplayed is null).Select(t => t.Key)];

    private static async Task ReplayAsync(string transcript, bool asDaemon)
    {
        await using Replay replay = new(Transcript.Load(transcript), asDaemon, _manifest[transcript][asDaemon ? "daemon" : "client"]);
        await replay.RunAsync();
    }
}
