namespace Ixt.Nexus.Interop.Tests;

/// <summary>Where daemons are looked for; the default paths are in <see cref="ProgramTests"/>.</summary>
public sealed class AddressTests
{
    private const string Token = "app:service";

    public static TheoryData<string, NodeIpcAddressResolver?> Resolvers() => new()
    {
        { "() => null", _ => null },
        { "() => { throw new Error('no'); }", _ => throw new InvalidOperationException("no") },
        { "() => ({ kind: 'path', path: 'relative.sock' })", _ => new NodeIpcSocketAddress.FilePath("relative.sock") },
        { "() => ({ kind: 'path', path: '/' + 'x'.repeat(107) })", _ => new NodeIpcSocketAddress.FilePath("/" + new string('x', 107)) },
        { "() => ({ kind: 'abstract', name: 'x' })", _ => new NodeIpcSocketAddress.AbstractName("x") },
        { "() => ({ kind: 'path', path: '/nowhere/at/all.sock' })", _ => new NodeIpcSocketAddress.FilePath("/nowhere/at/all.sock") },
    };

    [Theory]
    [MemberData(nameof(Resolvers), DisableDiscoveryEnumeration = true)]
    public async Task A_resolver_that_leads_nowhere_gives_the_codes_that_it_gives_in_Node(string script, NodeIpcAddressResolver? resolver)
    {
        await using Stage stage = await Stage.StartAsync();
        await using NexusClient client = NexusClient.Create(new() { AppId = "cs-client", ResolveAddress = resolver });
        NexusException e = await Assert.ThrowsAnyAsync<NexusException>(() => client.CreateAsync(Token, NexusTarget.Daemon("app")).Soon());
        await stage.Node.ShouldAsync($"['{e.Code}','{Assert.IsType<NodeIpcException>(e.InnerException).Code}']", $$"""
            return [...new Set((await failed(client({ resolveAddress: {{script}} }).create(new Token("app:service")))).codes)].slice(0, 2);
            """);
    }

    [Fact]
    public async Task A_resolver_gets_the_target_and_may_send_it_anywhere()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync(Token, new NexusMembers().Function("name", (_, _) => new("csharp")), new() { Instance = "elsewhere" });
        await stage.Node.ShouldAsync("['csharp',{'context':'node-ipc-daemon','appId':'any app','instance':'any/../where'}]", """
            let seen;
            const nexus = client({ resolveAddress: (to) => { seen = { ...to }; return at("x/../elsewhere"); } });
            return [await (await nexus.create(new Token("app:service"), { target: { context: "node-ipc-daemon", appId: "any app", instance: "any/../where" } })).name(), seen];
            """);

        await stage.Node.RunAsync("""await daemon({ instance: "node" }).provide(new Token("app:service"), { async name() { return "node"; } }).ready();""");
        NexusTarget? asked = null;
        await using NexusClient client = NexusClient.Create(new()
        {
            AppId = "cs-client",
            CallTimeout = Waiting.Limit,
            ResolveAddress = target =>
            {
                asked = target;
                return new NodeIpcSocketAddress.FilePath(stage.Socket("x/../node"));
            },
        });
        NexusProxy proxy = await client.CreateAsync(Token, NexusTarget.Daemon("any app", "any/../where")).Soon();
        Assert.Equal("node", (await proxy.CallAsync("name").Soon()).AsString());
        Assert.Equal(NexusTarget.Daemon("any app", "any/../where"), asked);
    }

    [Theory]
    [InlineData(PeerKind.Node, PeerKind.CSharp)]
    [InlineData(PeerKind.CSharp, PeerKind.Node)]
    public async Task Both_meet_at_a_path_of_107_bytes(PeerKind daemon, PeerKind client)
    {
        using SocketFolder folder = new();
        string longest = folder.Socket(new string('x', 107 - folder.Socket("").Length));
        Assert.Equal(107, longest.Length);
        await using InteropDaemon running = await InteropDaemon.StartAsync(daemon, longest);
        Assert.Equal("there", (await InteropClient.RunAsync(client, longest, """[["call","echo","there"]]"""))[0].GetProperty("ok").GetString());
    }

    [Fact]
    public async Task A_path_of_more_bytes_is_refused_here_where_Node_would_cut_it_off()
    {
        using SocketFolder folder = new();
        string wide = folder.Socket(new string('ё', 60));
        Assert.True(wide.Length < 107);
        await using ChildProgram daemon = await InteropDaemon.LaunchAsync(PeerKind.CSharp, wide);
        Assert.Equal("E_IPC_PATH_TOO_LONG", await daemon.ReadLineAsync());
        Assert.Equal(
            [NexusErrorCodes.EndpointConnectFailed, "E_IPC_PATH_TOO_LONG"],
            (await InteropClient.RunAsync(PeerKind.CSharp, wide, "[]"))[0].GetProperty("err").GetProperty("codes").EnumerateArray().Select(c => c.GetString()!).Distinct());
    }

    [Theory]
    [InlineData(PeerKind.Node)]
    [InlineData(PeerKind.CSharp)]
    public async Task Folders_that_a_daemon_makes_are_its_users_alone(PeerKind kind)
    {
        using SocketFolder runtime = new();
        await using InteropDaemon daemon = await InteropDaemon.StartAsync(kind, "-", new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = Path.Combine(runtime.Path, "made") });
        string socket = Assert.Single(runtime.Sockets);
        for (string folder = Path.GetDirectoryName(socket)!; folder != runtime.Path; folder = Path.GetDirectoryName(folder)!)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }
    }
}
