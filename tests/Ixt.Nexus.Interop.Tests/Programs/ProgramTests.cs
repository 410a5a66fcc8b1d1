namespace Ixt.Nexus.Interop.Tests;

/// <summary>The interop programs as such: where they listen, what they print, how they end. The program on Node shows that the expectation is the original's.</summary>
public sealed class ProgramTests
{
    private const string Ask = """[["call","echo","there"]]""";

    public static TheoryData<PeerKind> Kinds() => [PeerKind.Node, PeerKind.CSharp];

    public static TheoryData<PeerKind, PeerKind> Pairs() => new()
    {
        { PeerKind.Node, PeerKind.CSharp }, { PeerKind.CSharp, PeerKind.Node }, { PeerKind.CSharp, PeerKind.CSharp },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Both_sides_find_the_default_path_below_XDG_RUNTIME_DIR(PeerKind daemon, PeerKind client)
    {
        using SocketFolder runtime = new();
        Dictionary<string, string> environment = new() { ["XDG_RUNTIME_DIR"] = runtime.Path };
        await using InteropDaemon plain = await InteropDaemon.StartAsync(daemon, "-", environment);
        await using InteropDaemon named = await InteropDaemon.StartAsync(daemon, "-", environment, "--instance", "second one", "--deny-call", "echo");
        Assert.Equal(
            [Path.Combine(runtime.Path, "nexus", "interop", "default.sock"), Path.Combine(runtime.Path, "nexus", "interop", "second one.sock")], runtime.Sockets.Order(StringComparer.Ordinal));
        Assert.Equal("there", (await InteropClient.RunAsync(client, "-", Ask, environment))[0].GetProperty("ok").GetString());
        environment["NEXUS_INSTANCE"] = "second one";
        Assert.Equal(NexusErrorCodes.CallDenied, (await InteropClient.RunAsync(client, "-", Ask, environment))[0].GetProperty("err").GetProperty("remote").GetProperty("code").GetString());
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Without_XDG_RUNTIME_DIR_both_sides_use_the_folder_of_the_user_in_tmp(PeerKind daemon, PeerKind client)
    {
        string instance = $"t{Guid.NewGuid():n}";
        Dictionary<string, string> environment = new() { ["XDG_RUNTIME_DIR"] = "", ["NEXUS_INSTANCE"] = instance };
        await using InteropDaemon running = await InteropDaemon.StartAsync(daemon, "-", environment, "--instance", instance);
        string path = Assert.Single(Directory.GetDirectories("/tmp", "nexus-*").Select(d => Path.Combine(d, "interop", instance + ".sock")), File.Exists);
        Assert.Equal("there", (await InteropClient.RunAsync(client, "-", Ask, environment))[0].GetProperty("ok").GetString());
        running.Program.Terminate();
        Assert.Equal(0, await running.Program.ExitAsync());
        Assert.False(File.Exists(path));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_live_daemon_keeps_its_address(PeerKind first, PeerKind second)
    {
        using SocketFolder folder = new();
        await using InteropDaemon running = await InteropDaemon.StartAsync(first, folder.Socket());
        await ShouldFailAsync(second, folder.Socket(), "E_IPC_ADDRESS_IN_USE");
        Assert.Equal("there", (await InteropClient.RunAsync(PeerKind.CSharp, folder.Socket(), Ask))[0].GetProperty("ok").GetString());
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task The_socket_that_a_killed_daemon_left_is_taken_over(PeerKind first, PeerKind second)
    {
        using SocketFolder folder = new();
        await using (InteropDaemon killed = await InteropDaemon.StartAsync(first, folder.Socket()))
        {
            await killed.Program.KillAsync();
        }

        Assert.True(File.Exists(folder.Socket()));
        Assert.Equal(NexusErrorCodes.EndpointConnectFailed, (await InteropClient.RunAsync(PeerKind.CSharp, folder.Socket(), Ask))[0].GetProperty("err").GetProperty("code").GetString());
        await using InteropDaemon running = await InteropDaemon.StartAsync(second, folder.Socket());
        Assert.Equal("there", (await InteropClient.RunAsync(PeerKind.Node, folder.Socket(), Ask))[0].GetProperty("ok").GetString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_no_socket_is_left_alone(PeerKind kind)
    {
        using SocketFolder folder = new();
        await File.WriteAllTextAsync(folder.Socket(), "precious");
        await ShouldFailAsync(kind, folder.Socket(), "E_IPC_STALE_SOCKET_CLEANUP_FAILED");
        Assert.Equal("precious", await File.ReadAllTextAsync(folder.Socket()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Addresses_that_can_not_be_are_refused(PeerKind kind)
    {
        using SocketFolder folder = new();
        await ShouldFailAsync(kind, "relative/s.sock", "E_IPC_ADDRESS_INVALID");
        await ShouldFailAsync(kind, Path.Combine(folder.Path, new string('x', 108) + ".sock"), "E_IPC_PATH_TOO_LONG");
        await ShouldFailAsync(kind, "-", "E_IPC_ADDRESS_INVALID", "--instance", "a/b");
        await ShouldFailAsync(kind, folder.Socket(), "E_IPC_AUTH_FAILED", "--auth", "");
        string open = Directory.CreateDirectory(Path.Combine(folder.Path, "open")).FullName;
        File.SetUnixFileMode(open, (UnixFileMode)0b111_101_101);
        await ShouldFailAsync(kind, Path.Combine(open, "s.sock"), "E_IPC_ADDRESS_INVALID");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), folder.Path);
        await ShouldFailAsync(kind, Path.Combine(folder.Path, "link", "s.sock"), "E_IPC_ADDRESS_INVALID");
        Assert.Empty(folder.Sockets);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Where_nobody_listens_the_client_prints_one_line_and_ends_well(PeerKind kind)
    {
        using SocketFolder folder = new();
        System.Text.Json.JsonElement line = Assert.Single(await InteropClient.RunAsync(kind, folder.Socket(), Ask));
        Assert.Equal(-1, line.GetProperty("step").GetInt32());
        Assert.Equal(
            [NexusErrorCodes.EndpointConnectFailed, "E_IPC_CONNECT_FAILED"],
            line.GetProperty("err").GetProperty("codes").EnumerateArray().Select(c => c.GetString()!).Distinct().Take(2));
    }

    [Theory]
    [InlineData(PeerKind.Node)]
    [InlineData(PeerKind.CSharp)]
    public async Task A_client_that_is_killed_leaves_the_daemon_unharmed(PeerKind kind)
    {
        using SocketFolder folder = new();
        await using InteropDaemon daemon = await InteropDaemon.StartAsync(PeerKind.CSharp, folder.Socket());
        string[] arguments = [folder.Socket(), """[["call","echo",1],["sleep",600000]]"""];
        await using (ChildProgram client = kind == PeerKind.CSharp
            ? ChildProgram.Start(Artifacts.Program("nexus-client"), arguments, InteropClient.Patient)
            : ChildProgram.Start("node", [Path.Combine(await NodePackages.RequireAsync(), "interop", "client.mjs"), .. arguments], InteropClient.Patient))
        {
            Assert.Equal("""{"step":0,"ok":1}""", await client.ReadLineAsync());
            await client.KillAsync();
        }

        Assert.Equal("there", (await InteropClient.RunAsync(kind, folder.Socket(), Ask))[0].GetProperty("ok").GetString());
        daemon.Program.Terminate();
        Assert.Equal(0, await daemon.Program.ExitAsync());
        Assert.Empty(daemon.Program.Errors);
    }

    [Fact]
    public async Task Two_daemons_that_start_at_once_do_not_both_listen()
    {
        using SocketFolder folder = new();
        await using (InteropDaemon killed = await InteropDaemon.StartAsync(PeerKind.CSharp, folder.Socket()))
        {
            await killed.Program.KillAsync();
        }

        ChildProgram[] racers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => InteropDaemon.LaunchAsync(PeerKind.CSharp, folder.Socket())));
        try
        {
            string?[] lines = await Task.WhenAll(racers.Select(r => r.ReadLineAsync()));
            Assert.Equal(["E_IPC_ADDRESS_IN_USE", "E_IPC_ADDRESS_IN_USE", "E_IPC_ADDRESS_IN_USE", $"ready {folder.Socket()}"], lines.Order(StringComparer.Ordinal));
        }
        finally
        {
            foreach (ChildProgram racer in racers)
            {
                await racer.DisposeAsync();
            }
        }
    }

    private static async Task ShouldFailAsync(PeerKind kind, string socket, string code, params string[] options)
    {
        await using ChildProgram daemon = await InteropDaemon.LaunchAsync(kind, socket, null, options);
        Assert.Equal(code, await daemon.ReadLineAsync());
        Assert.NotEqual(0, await daemon.ExitAsync());
    }
}
