namespace Ixt.Nexus.Interop.Tests;

/// <summary>The smallest daemon and the smallest client of the packages' own introduction, against ours.</summary>
public sealed class SeedTests
{
    [Fact]
    public async Task The_smallest_Node_daemon_answers_a_CSharp_client()
    {
        using SocketFolder runtime = new();
        await using ChildProgram daemon = ChildProgram.Start("node", [Path.Combine(await NodePackages.RequireAsync(), "seed", "daemon.mjs")], Runtime(runtime));
        Assert.Equal("ready", await daemon.ReadLineAsync());
        await using NexusClient client = NexusClient.Create(new() { AppId = "example-app", DefaultTarget = NexusTarget.Daemon("example-app"), ResolveAddress = _ => At(runtime) });
        NexusProxy echo = await client.CreateAsync("example:echo").Soon();
        Assert.Equal("echo:hello", (await echo.CallAsync("echo", "hello").Soon()).AsString());
    }

    [Fact]
    public async Task The_smallest_Node_client_is_answered_by_a_CSharp_daemon()
    {
        using SocketFolder runtime = new();
        await using NexusDaemon daemon = NexusDaemon.Create(new() { AppId = "example-app", Address = At(runtime) })
            .Provide("example:echo", new NexusMembers().Function("echo", (arguments, _) => new("echo:" + arguments.Span[0].AsString())));
        await daemon.StartAsync().Soon();
        (int code, string[] lines, _) = await ChildProgram.RunAsync("node", [Path.Combine(await NodePackages.RequireAsync(), "seed", "client.mjs")], Runtime(runtime));
        Assert.Equal((0, "echo:hello"), (code, Assert.Single(lines)));
    }

    [Fact]
    public async Task The_smallest_Node_daemon_and_client_understand_each_other()
    {
        using SocketFolder runtime = new();
        string programs = Path.Combine(await NodePackages.RequireAsync(), "seed");
        await using ChildProgram daemon = ChildProgram.Start("node", [Path.Combine(programs, "daemon.mjs")], Runtime(runtime));
        Assert.Equal("ready", await daemon.ReadLineAsync());
        (int code, string[] lines, _) = await ChildProgram.RunAsync("node", [Path.Combine(programs, "client.mjs")], Runtime(runtime));
        Assert.Equal((0, "echo:hello"), (code, Assert.Single(lines)));
    }

    private static Dictionary<string, string> Runtime(SocketFolder folder) => new() { ["XDG_RUNTIME_DIR"] = folder.Path };

    private static NodeIpcSocketAddress.FilePath At(SocketFolder runtime) => new(Path.Combine(runtime.Path, "nexus", "example-app", "default.sock"));
}
