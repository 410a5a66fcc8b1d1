using System.Text.Json;

namespace Ixt.Nexus.Tests.Transcripts;

/// <summary>Times that were measured of the original where nobody configured any. DaemonHandshakeTests and ClientHandshakeTests have what happens when they are over.</summary>
public sealed class RecordedTimeTests
{
    [Theory]
    [InlineData("031-defaults")]
    [InlineData("060-defaults")]
    public void The_times_that_apply_without_options_are_the_recorded_ones(string recording)
    {
        Observation recorded = Observation.Load(recording);
        NexusClientOptions client = new() { AppId = "app" };
        NexusDaemonOptions daemon = new() { AppId = "app" };
        Assert.Equal(Seconds(recorded["default call timeout (code, s)"][1]), client.CallTimeout);
        Assert.Equal(client.CallTimeout, daemon.CallTimeout);
        Assert.Equal(Seconds(recorded["client gives up on the auth answer (default)"][1]), client.AuthTimeout);
        Assert.Equal(Seconds(recorded["daemon drops a peer that sends no auth line (default)"][1]), daemon.AuthTimeout);
        Assert.Equal("E_CALL_TIMEOUT", recorded["default call timeout (code, s)"][0].GetString());
    }

    [Theory]
    [InlineData("031-timeouts")]
    [InlineData("060-timeouts")]
    public void The_handshake_may_take_as_long_as_it_was_recorded_to(string recording)
    {
        Observation recorded = Observation.Load(recording);
        Assert.Equal(Seconds(recorded["client: no ACK"].GetProperty("s")), NexusSession.HandshakeTimeout);
        Assert.All(
            recorded.Steps.Where(s => s.StartsWith("daemon:", StringComparison.Ordinal) && !s.Contains("idle", StringComparison.Ordinal)),
            step => Assert.Equal(Seconds(recorded[step]), NexusSession.HandshakeTimeout));
        Assert.StartsWith("open", recorded["daemon: idle ready session closed after s"].GetString());
    }

    private static TimeSpan Seconds(JsonElement recorded) => TimeSpan.FromSeconds(recorded.GetDouble());
}
