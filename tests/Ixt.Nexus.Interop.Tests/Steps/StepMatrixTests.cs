using System.Text.Json;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>The same steps on all four pairings of daemon and client; Node with Node says what is right.</summary>
public sealed class StepMatrixTests
{
    private static readonly (PeerKind Daemon, PeerKind Client)[] s_pairings =
        [(PeerKind.Node, PeerKind.CSharp), (PeerKind.CSharp, PeerKind.Node), (PeerKind.CSharp, PeerKind.CSharp)];

    public static TheoryData<string> Names() => [.. StepSuites.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_pairing_gives_what_Node_with_Node_gives(string name)
    {
        StepSuite suite = StepSuites.All[name];
        using SocketFolder folder = new();
        Task<JsonElement[]> oracle = RunAsync(suite, folder, PeerKind.Node, PeerKind.Node);
        Task<JsonElement[]>[] runs = [.. s_pairings.Select(p => RunAsync(suite, folder, p.Daemon, p.Client))];
        await Task.WhenAll([oracle, .. runs]);
        JsonElement[] expected = await oracle;
        Assert.Equal(suite.ExpectedLines, expected.Length);
        List<string> differences = [];
        foreach (((PeerKind daemon, PeerKind client), Task<JsonElement[]> run) in s_pairings.Zip(runs))
        {
            JsonElement[] actual = await run;
            Assert.Equal(expected.Length, actual.Length);
            differences.AddRange(expected.Zip(actual)
                .Where(pair => !StepComparison.AreEqual(pair.First, pair.Second, daemon, client))
                .Select(pair => $"{daemon} daemon, {client} client\n  Node: {pair.First.GetRawText()}\n  here: {pair.Second.GetRawText()}"));
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static async Task<JsonElement[]> RunAsync(StepSuite suite, SocketFolder folder, PeerKind daemon, PeerKind client)
    {
        string socket = folder.Socket($"{daemon}-{client}");
        await using InteropDaemon running = await InteropDaemon.StartAsync(daemon, socket, null, suite.Daemon);
        JsonElement[] lines = await InteropClient.RunAsync(client, socket, suite.Steps, suite.Client);
        running.Program.Terminate();
        Assert.Equal(0, await running.Program.ExitAsync());
        Assert.False(File.Exists(socket), "SIGTERM must remove the socket.");
        return lines;
    }
}
