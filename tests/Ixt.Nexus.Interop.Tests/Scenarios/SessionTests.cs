namespace Ixt.Nexus.Interop.Tests;

/// <summary>Sessions end, and what was bound to them ends with them.</summary>
public sealed class SessionTests
{
    private const string Token = "app:service";

    private const string NodeDaemon = """
        k.nexus = daemon().provide(new Token("app:service"), {
          async echo(x) { return x; },
          async hang() { await new Promise(() => {}); },
          async make() { return k.nexus.ref({ value: 1 }); },
        });
        await k.nexus.ready();
        """;

    private static NexusMembers Service(Action? hanging = null, Action<NexusRef>? kept = null, Action? cancelled = null) => new NexusMembers()
        .Function("echo", (arguments, _) => new(arguments.Span[0]))
        .Function("keep", (arguments, _) =>
        {
            kept?.Invoke(arguments.Span[0].AsRef());
            return new(NexusValue.Undefined);
        })
        .Function("hang", async (_, cancellationToken) =>
        {
            hanging?.Invoke();
            cancellationToken.Register(() => cancelled?.Invoke());
            TaskCompletionSource<NexusValue> never = new();
            return await never.Task.WaitAsync(cancellationToken);
        })
        .Function("make", (_, _) => new(NexusValue.From(new NexusMembers().Property("value", () => 1))));

    [Fact]
    public async Task When_a_Node_daemon_is_killed_everything_of_the_session_fails_and_a_new_create_works()
    {
        await using Stage stage = await Stage.StartAsync();
        NodePeer first = await stage.NodeAsync();
        await first.RunAsync(NodeDaemon);
        NexusClient client = stage.Client(new() { CallTimeout = Timeout.InfiniteTimeSpan });
        NexusProxy proxy = await client.CreateAsync(Token).Soon();
        NexusRef made = (await proxy.CallAsync("make").Soon()).AsRef();
        Task<NexusValue> pending = proxy.CallAsync("hang").AsTask();
        Assert.Equal(1, (await proxy.CallAsync("echo", 1).Soon()).AsDouble());
        await first.Program.KillAsync();
        await Catch.CodeAsync(NexusErrorCodes.ConnectionClosed, () => pending.Soon());
        await Catch.CodeAsync(NexusErrorCodes.ConnectionClosed, () => proxy.CallAsync("echo", 2));
        await Catch.CodeAsync(NexusErrorCodes.ConnectionClosed, () => made.GetAsync("value"));
        Assert.False(proxy.IsConnected);
        Assert.False(made.IsAlive);
        made.Release();
        await Catch.CodeAsync(NexusErrorCodes.EndpointConnectFailed, () => client.CreateAsync(Token).Soon());

        // The killed daemon left its socket; another takes it over.
        await stage.Node.RunAsync(NodeDaemon);
        NexusProxy again = await client.CreateAsync(Token).Soon();
        Assert.Equal(3, (await again.CallAsync("echo", 3).Soon()).AsDouble());
        await Catch.CodeAsync(NexusErrorCodes.ConnectionClosed, () => proxy.CallAsync("echo", 4));
    }

    [Fact]
    public async Task When_a_CSharp_daemon_stops_Nodes_proxies_fail_and_a_new_create_works()
    {
        await using Stage stage = await Stage.StartAsync();
        TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
        NexusDaemon daemon = await stage.DaemonAsync(Token, Service(() => hanging.TrySetResult()));
        await stage.Node.RunAsync("""
            k.nexus = client();
            k.proxy = await k.nexus.create(new Token("app:service"), { callTimeout: 60000 });
            k.made = await k.proxy.make();
            k.pending = failed(k.proxy.hang());
            """);
        await hanging.Task.Soon();
        await daemon.DisposeAsync().Soon();
        Assert.False(File.Exists(stage.Socket()));
        await stage.Node.ShouldAsync("['E_CONN_CLOSED','E_CONN_CLOSED']", """return [(await k.pending).code, (await failed(k.proxy.echo(1))).code];""");
        await stage.Node.ShouldAsync("true", """return (await failed(Promise.resolve(k.made.value))).code !== undefined;""");
        await stage.DaemonAsync(Token, Service());
        await stage.Node.ShouldAsync("[3,'E_CONN_CLOSED']", """
            const again = await k.nexus.create(new Token("app:service"));
            return [await again.echo(3), (await failed(k.proxy.echo(4))).code];
            """);
    }

    [Fact]
    public async Task When_a_Node_client_is_killed_the_daemons_calls_to_it_fail_and_its_work_is_cancelled()
    {
        await using Stage stage = await Stage.StartAsync();
        TaskCompletionSource hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<NexusRef> kept = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        NexusDaemon daemon = await stage.DaemonAsync(Token, Service(() => hanging.TrySetResult(), kept.SetResult, () => cancelled.TrySetResult()), new() { CallTimeout = Timeout.InfiniteTimeSpan });
        NodePeer victim = await stage.NodeAsync();
        await victim.RunAsync("""k.proxy = await client().create(new Token("app:service")); await k.proxy.keep(() => new Promise(() => {})); failed(k.proxy.hang());""");
        await hanging.Task.Soon();
        NexusRef callback = await kept.Task.Soon();
        Task<NexusValue> pending = callback.CallAsync().AsTask();
        await victim.Program.KillAsync();
        await Catch.CodeAsync(NexusErrorCodes.ConnectionClosed, () => pending.Soon());
        await Catch.CodeAsync(NexusErrorCodes.ConnectionClosed, () => callback.CallAsync());
        await cancelled.Task.Soon();
        await stage.Node.ShouldAsync("'alive'", """return await (await client().create(new Token("app:service"))).echo("alive");""");
        Assert.Single(daemon.Peers);
    }

    [Fact]
    public async Task When_a_CSharp_client_ends_Nodes_calls_to_it_fail_and_others_go_on()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:service"), { async echo(x) { return x; }, async keep(f) { k.f = f; k.pending = failed(f()); } });
            await k.nexus.ready();
            """);
        NexusProxy staying = await stage.Client().CreateAsync(Token).Soon();
        NexusClient leaving = stage.Client();
        NexusProxy proxy = await leaving.CreateAsync(Token).Soon();
        TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await proxy.CallAsync("keep", NexusValue.From(new NexusFunction(async (_, cancellationToken) =>
        {
            called.TrySetResult();
            return await new TaskCompletionSource<NexusValue>().Task.WaitAsync(cancellationToken);
        }))).Soon();
        await called.Task.Soon();
        await leaving.DisposeAsync().Soon();
        await stage.Node.ShouldAsync("['E_CONN_CLOSED','E_CONN_CLOSED']", "return [(await k.pending).code, (await failed(k.f())).code];");
        Assert.Equal(1, (await staying.CallAsync("echo", 1).Soon()).AsDouble());
    }

    [Fact]
    public async Task When_one_bad_error_makes_Node_close_the_session_the_call_says_so_and_a_new_create_works()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            const bad = { async echo(x) { return x; }, async fail() { throw Object.assign(new Error("x"), { code: "E_BAD", detail: 1n }); } };
            await daemon().provide(new Token("app:service"), bad).ready();
            """);
        NexusClient client = stage.Client();
        NexusProxy proxy = await client.CreateAsync(Token).Soon();
        await Catch.CodeAsync(NexusErrorCodes.ConnectionClosed, () => proxy.CallAsync("fail"));
        NexusProxy again = await client.CreateAsync(Token).Soon();
        Assert.Equal(1, (await again.CallAsync("echo", 1).Soon()).AsDouble());
    }

    [Fact]
    public async Task One_session_serves_all_proxies_and_concurrent_creates_share_one_dial()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("k.accepted = 0;" + NodeDaemon.Replace("daemon()", "daemon({ policy: { canConnect: () => ++k.accepted > 0 } })", StringComparison.Ordinal));
        NexusClient client = stage.Client();
        NexusProxy[] proxies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.CreateAsync(Token))).Soon();
        NexusProxy later = await client.CreateAsync(Token).Soon();
        Assert.All(proxies, p => Assert.Equal(later.Peer.ConnectionId, p.Peer.ConnectionId));
        await stage.Node.ShouldAsync("1", "return k.accepted;");
        NexusDaemon own = await stage.DaemonAsync(Token, Service(), new() { Instance = "own" });
        await stage.Node.RunAsync("""
            const nexus = client();
            await Promise.all(Array.from({ length: 10 }, () => nexus.create(new Token("app:service"), { target: target("own") })));
            await nexus.create(new Token("app:service"), { target: target("own") });
            """);
        Assert.Single(own.Peers);
    }

    [Fact]
    public async Task A_condition_is_checked_but_does_not_choose()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync(NodeDaemon);
        NexusClient client = stage.Client();
        await Catch.CodeAsync(NexusErrorCodes.TargetConstraintFailed, () => client.CreateAsync(Token, where: NexusMatchers.Instance("other")).Soon());
        NexusProxy proxy = await client.CreateAsync(Token, where: peer => NexusMatchers.Daemon("app")(peer) && NexusMatchers.Instance("default")(peer)).Soon();
        Assert.Equal(1, (await proxy.CallAsync("echo", 1).Soon()).AsDouble());
        NexusProxy found = await client.CreateAsync(Token, new NexusSearch { Matcher = NexusMatchers.Daemon("app") }).Soon();
        Assert.Equal(proxy.Peer.ConnectionId, found.Peer.ConnectionId);
        await Catch.CodeAsync(NexusErrorCodes.TargetNoMatch, () => client.CreateAsync(Token, new NexusSearch { Matcher = NexusMatchers.Group("nobody") }).Soon());
        NexusException none = await Assert.ThrowsAsync<NexusException>(() => NexusClient.Create(new() { AppId = "x" }).CreateAsync(Token));
        Assert.Equal(NexusErrorCodes.TargetRequired, none.Code);
        await stage.Node.ShouldAsync("'E_TARGET_REQUIRED'", """return (await failed(client({ defaultTarget: undefined }).create(new Token("app:service")))).code;""");
    }

    [Fact]
    public async Task ConnectTo_dials_at_start_and_its_only_entry_is_the_target()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("k.accepted = gate();" + NodeDaemon.Replace("daemon()", "daemon({ policy: { canConnect: () => { k.accepted.open(); return true; } } })", StringComparison.Ordinal));
        await using NexusClient client = NexusClient.Create(new()
        {
            AppId = "cs-client",
            CallTimeout = Waiting.Limit,
            ConnectTo = [NexusTarget.Daemon("app")],
            ResolveAddress = _ => new NodeIpcSocketAddress.FilePath(stage.Socket()),
        });
        await client.StartAsync().Soon();
        await stage.Node.RunAsync("await k.accepted.opened;");
        Assert.Equal("app", Assert.Single(client.Peers).Identity.AppId);
        NexusProxy proxy = await client.CreateAsync(Token).Soon();
        Assert.Equal(1, (await proxy.CallAsync("echo", 1).Soon()).AsDouble());
        NexusProxy selected = await client.SelectAsync(Token).Soon();
        Assert.Equal(proxy.Peer.ConnectionId, selected.Peer.ConnectionId);
        NexusDaemon own = await stage.DaemonAsync(Token, Service(), new() { Instance = "own" });
        await stage.Node.ShouldAsync("5", """
            k.dialling = client({ connectTo: [target("own")] });
            await k.dialling.ready();
            return await (await k.dialling.select(new Token("app:service"), { wait: { timeout: 60000 } })).echo(5);
            """);
        Assert.Single(own.Peers);
    }
}
