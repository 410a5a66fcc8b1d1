namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>Recordings of the npm packages (060) and of the tag 0.3.1 (031), replayed with this implementation on either side.</summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Daemons => [.. Manifest.Replayed("daemon")];

    public static TheoryData<string> Clients => [.. Manifest.Replayed("client")];

    [Theory, MemberData(nameof(Daemons))]
    public Task Our_daemon_answers_the_recorded_client_as_the_recorded_daemon_did(string transcript) => Manifest.ReplayAsync(transcript, "daemon");

    [Theory, MemberData(nameof(Clients))]
    public Task Our_client_meets_the_recorded_daemon_as_the_recorded_client_did(string transcript) => Manifest.ReplayAsync(transcript, "client");
}
