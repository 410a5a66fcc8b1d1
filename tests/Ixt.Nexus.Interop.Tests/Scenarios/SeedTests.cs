namespace Ixt.Nexus.Interop.Tests;

/// <summary>The smallest daemon and the smallest client of the packages' own introduction, unchanged, and ours in <c>examples/nexus-csharp</c>: each with each, at the default path.</summary>
public sealed class SeedTests
{
    [Theory]
    [InlineData(PeerKind.Node, PeerKind.CSharp)]
    [InlineData(PeerKind.CSharp, PeerKind.Node)]
    [InlineData(PeerKind.Node, PeerKind.Node)]
    [InlineData(PeerKind.CSharp, PeerKind.CSharp)]
    public async Task The_smallest_daemon_and_the_smallest_client_understand_each_other(PeerKind daemon, PeerKind client)
    {
        using SocketFolder runtime = new();
        await using ChildProgram listening = await StartAsync(daemon, "daemon", runtime);
        Assert.Equal(daemon == PeerKind.Node ? "ready" : $"listening on {runtime.Path}/nexus/example-app/default.sock", await listening.ReadLineAsync());
        await using ChildProgram calling = await StartAsync(client, "client", runtime);
        Assert.Equal("echo:hello", await calling.ReadLineAsync());
        Assert.Empty(listening.Errors);
    }

    private static async Task<ChildProgram> StartAsync(PeerKind kind, string role, SocketFolder runtime)
    {
        string programs = await NodePackages.RequireAsync();
        Dictionary<string, string> environment = new() { ["XDG_RUNTIME_DIR"] = runtime.Path };
        return kind == PeerKind.Node
            ? ChildProgram.Start("node", [Path.Combine(programs, "seed", "run.mjs"), role], environment)
            : ChildProgram.Start(Artifacts.Program("nexus-csharp"), [role], environment);
    }
}
