using System.Text.Json;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>Stores of 0.6: a C# client follows one of Node's, a C# daemon has one that Node follows.</summary>
public sealed class StoreTests
{
    private const string Token = "app:store";

    // A store as its authors write it.
    private const string NodeStore = """
        k.token = state.createStoreToken("app:store");
        k.made = state.createNexusStore(k.token, (set, get) => ({
          count: 0,
          tags: ["a"],
          add(n) { set({ count: get().count + n }); return get().count; },
          look() { return get().count; },
          fail(message) { throw new Error(message); },
          hidden() {},
        }), { snapshot: ({ count, tags }) => ({ count, tags }), expose: ["add", "look", "fail"], publishWindowMs: 20 });
        k.store = k.made.store;
        k.nexus = daemon().provide(k.made.provider);
        await k.nexus.ready();
        """;

    private static NexusStore Store(double window = 20)
    {
        NexusStore store = new(State(0), new() { PublishWindow = TimeSpan.FromMilliseconds(window) });
        return store
            .Action("add", (arguments, _) => new(store.Update(s => State(s["count"].AsDouble() + arguments.Span[0].AsDouble())).State["count"]))
            .Action("look", (_, _) => new(store.Current.State["count"]))
            .Action("fail", (arguments, _) => throw new InvalidOperationException(arguments.Span[0].AsString()));
    }

    private static NexusValue State(double count) => new NexusObject { ["count"] = count, ["tags"] = new NexusValue[] { "a" } };

    [Fact]
    public async Task A_CSharp_client_follows_a_Node_store()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync(NodeStore);
        await using NexusStoreClient store = await NexusStoreClient.ConnectAsync(stage.Client(), Token).Soon();
        Assert.Equal((NexusStoreStatus.Ready, 0L, State(0)), (store.Status, store.Current.Version, store.Current.State));
        Assert.Equal(["add", "fail", "look"], store.Actions.Order(StringComparer.Ordinal));
        List<double> seen = [];
        store.Changed += s => seen.Add(s.State["count"].AsDouble());

        // When an action has ended its effect is there.
        Assert.Equal(5, (await store.InvokeAsync("add", 5).Soon()).AsDouble());
        Assert.Equal((1L, State(5)), (store.Current.Version, store.Current.State));
        Assert.Equal(5, (await store.InvokeAsync("look").Soon()).AsDouble());
        NexusException failed = await Catch.CodeAsync(NexusErrorCodes.StoreAction, () => store.InvokeAsync("fail", "no"));
        Assert.Equal(NexusErrorCodes.StoreAction, Assert.IsType<NexusRemoteException>(failed.InnerException).Remote.Code);
        await Catch.CodeAsync(NexusErrorCodes.StoreProtocol, () => store.InvokeAsync("hidden"));

        // What happens there is seen here.
        await stage.Node.RunAsync("""k.store.setState({ count: 100, tags: ["b", "c"] });""");
        NexusStoreSnapshot hundred = await UntilAsync(store, 100);
        Assert.Equal(["b", "c"], hundred.State["tags"].Items.ToArray().Select(t => t.AsString()));
        Assert.Equal([5, 100], seen);
        Assert.Equal(State(0), store.Initial.State);
    }

    [Fact]
    public async Task Unsubscribing_frees_what_Node_keeps_and_the_service_can_be_followed_again()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync(NodeStore);
        NexusClient client = stage.Client();
        NexusStoreClient store = await NexusStoreClient.ConnectAsync(client, Token).Soon();
        await store.DisposeAsync().Soon();
        await store.DisposeAsync().Soon();
        Assert.Equal(NexusStoreStatus.Destroyed, store.Status);
        await store.Ended.Soon();
        await Catch.CodeAsync(NexusErrorCodes.StoreDisconnected, () => store.InvokeAsync("add", 1));
        await stage.Node.RunAsync("k.store.setState({ count: 7 });");
        await using NexusStoreClient again = await NexusStoreClient.ConnectAsync(client, Token).Soon();
        Assert.Equal((7, 0), (again.Current.State["count"].AsInt32(), store.Current.State["count"].AsInt32()));
        Assert.Equal(store.Current.StoreInstanceId, again.Current.StoreInstanceId);
    }

    [Fact]
    public async Task The_end_of_a_Node_store_or_its_process_ends_the_following()
    {
        await using Stage stage = await Stage.StartAsync();
        NodePeer victim = await stage.NodeAsync();
        await victim.RunAsync(NodeStore);
        NexusClient client = stage.Client();
        await using NexusStoreClient shutDown = await NexusStoreClient.ConnectAsync(client, Token).Soon();
        Task<int> states = shutDown.FollowAsync().CountAsync().AsTask();
        await victim.RunAsync("k.made.destroy();");
        await shutDown.Ended.Soon();
        Assert.Equal((NexusStoreStatus.Disconnected, NexusErrorCodes.StoreDisconnected), (shutDown.Status, shutDown.Failure!.Code));
        Assert.Contains("provider-shutdown", shutDown.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await states.Soon());
        NexusException over = await Catch.CodeAsync(NexusErrorCodes.StoreConnect, () => NexusStoreClient.ConnectAsync(client, Token).Soon());
        Assert.Equal(NexusErrorCodes.StoreDisconnected, Assert.IsType<NexusRemoteException>(over.InnerException).Remote.Code);

        NodePeer second = await stage.NodeAsync();
        await victim.Program.KillAsync();
        await second.RunAsync(NodeStore);
        await using NexusStoreClient killed = await NexusStoreClient.ConnectAsync(client, Token).Soon();
        Assert.NotEqual(shutDown.Current.StoreInstanceId, killed.Current.StoreInstanceId);
        await second.Program.KillAsync();
        await killed.Ended.Soon();
        Assert.Equal(NexusStoreStatus.Disconnected, killed.Status);
        await Catch.CodeAsync(NexusErrorCodes.StoreDisconnected, () => killed.InvokeAsync("add", 1));
        NexusException gone = await Catch.CodeAsync(NexusErrorCodes.StoreConnect, () => NexusStoreClient.ConnectAsync(client, Token).Soon());
        Assert.Equal(NexusErrorCodes.EndpointConnectFailed, Assert.IsType<NexusException>(gone.InnerException).Code);
    }

    [Fact]
    public async Task Followers_in_CSharp_and_Node_see_what_the_others_do_to_a_Node_store()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync(NodeStore + """k.remote = await state.connectNexusStore(client(), k.token);""");
        await using NexusStoreClient one = await NexusStoreClient.ConnectAsync(stage.Client(), Token).Soon();
        NexusStoreClient two = await NexusStoreClient.ConnectAsync(stage.Client(), Token).Soon();
        Assert.Equal(1, (await one.InvokeAsync("add", 1).Soon()).AsDouble());
        Assert.Equal(3, (await two.InvokeAsync("add", 2).Soon()).AsDouble());
        await stage.Node.ShouldAsync("6", "return await k.remote.actions.add(3);");
        Assert.Equal(3, (await UntilAsync(one, 6)).Version);
        Assert.Equal(3, (await UntilAsync(two, 6)).Version);
        await two.DisposeAsync().Soon();
        await stage.Node.ShouldAsync("10", "return await k.remote.actions.add(4);");
        await UntilAsync(one, 10);
        Assert.Equal(6, two.Current.State["count"].AsDouble());
    }

    [Fact]
    public async Task Followers_in_CSharp_and_Node_see_what_the_others_do_to_a_CSharp_store()
    {
        await using Stage stage = await Stage.StartAsync();
        await using NexusStore store = Store();
        await stage.DaemonAsync(Token, store);
        const string follow = """k.remote = await state.connectNexusStore(client(), state.createStoreToken("app:store"));""";
        NodePeer second = await stage.NodeAsync();
        await stage.Node.RunAsync(follow);
        await second.RunAsync(follow);
        await using NexusStoreClient own = await NexusStoreClient.ConnectAsync(stage.Client(), Token).Soon();
        Assert.Equal(3, store.SubscriberCount);
        await stage.Node.ShouldAsync("1", "return await k.remote.actions.add(1);");
        await second.ShouldAsync("3", "return await k.remote.actions.add(2);");
        Assert.Equal(6, (await own.InvokeAsync("add", 3).Soon()).AsDouble());
        foreach (NodePeer node in new[] { stage.Node, second })
        {
            await node.ShouldAsync("[{'count':6,'tags':['a']},3]", "await until(() => k.remote.getState().count === 6); return [k.remote.getState(), k.remote.getStatus().version];");
        }
    }

    [Fact]
    public async Task What_is_no_store_is_said_to_be_none()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:store"), { async subscribe() {} }).provide(new Token("app:none"), {})
              .provide(new Token("app:odd"), { async subscribe(f) { await f({ type: "init", version: -1 }); } });
            await k.nexus.ready();
            """);
        NexusClient client = stage.Client();
        await Catch.CodeAsync(NexusErrorCodes.StoreProtocol, () => NexusStoreClient.ConnectAsync(client, Token).Soon());
        await Catch.CodeAsync(NexusErrorCodes.StoreProtocol, () => NexusStoreClient.ConnectAsync(client, "app:odd").Soon());
        await Catch.CodeAsync(NexusErrorCodes.StoreConnect, () => NexusStoreClient.ConnectAsync(client, "app:none").Soon());
    }

    [Fact]
    public async Task A_Node_client_follows_a_CSharp_store()
    {
        await using Stage stage = await Stage.StartAsync();
        await using NexusStore store = Store();
        await stage.DaemonAsync(Token, store);
        await stage.Node.ShouldAsync("""[{"count":0,"tags":["a"]},5,{"count":5,"tags":["a"]},5,"ready",["add","fail","look"],["E_REMOTE_EXCEPTION","E_STORE_ACTION"]]""", """
            k.token = state.createStoreToken("app:store");
            k.nexus = client();
            k.remote = await state.connectNexusStore(k.nexus, k.token);
            k.seen = [];
            k.remote.subscribe((s) => k.seen.push(s.count));
            const first = k.remote.getState();
            const added = await k.remote.actions.add(5);
            return [first, added, k.remote.getState(), await k.remote.actions.look(), k.remote.getStatus().type, Object.keys(k.remote.actions).sort(),
              (await failed(k.remote.actions.fail("no"))).codes.slice(0, 2)];
            """);
        Assert.Equal(1, store.SubscriberCount);
        store.Set(State(100));
        await stage.Node.ShouldAsync("[[5,100],2]", "await until(() => k.seen.includes(100)); return [k.seen, k.remote.getStatus().version];");
        await stage.Node.ShouldAsync("'E_STORE_ACTION'", """const result = await state.safeInvokeStoreAction(k.remote, "fail", ["no"]); return result.error.code;""");

        // Changes within one window are one snapshot.
        for (int i = 1; i <= 50; i++)
        {
            store.Set(State(1000 + i));
        }

        await stage.Node.ShouldAsync("true", "await until(() => k.seen.at(-1) === 1050); return k.seen.length < 20;");
        await stage.Node.RunAsync("k.remote.destroy();");
        await stage.Node.RunAsync("""k.again = await state.connectNexusStore(k.nexus, k.token);""");
        await stage.Node.ShouldAsync("1050", "return k.again.getState().count;");
        Assert.Equal(1, store.SubscriberCount);
    }

    [Fact]
    public async Task The_end_of_a_CSharp_store_is_told_and_a_Node_follower_that_dies_is_forgotten()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusStore store = Store();
        NexusDaemon daemon = await stage.DaemonAsync(Token, store);
        const string follow = """k.nexus = client(); k.remote = await state.connectNexusStore(k.nexus, state.createStoreToken("app:store"));""";
        NodePeer victim = await stage.NodeAsync();
        await victim.RunAsync(follow);
        await stage.Node.RunAsync(follow);
        Assert.Equal(2, store.SubscriberCount);
        await victim.Program.KillAsync();
        await stage.Node.ShouldAsync("3", "return await k.remote.actions.add(3);");
        while (store.SubscriberCount != 1)
        {
            await stage.Node.RunAsync("await k.remote.actions.look();");
        }

        await store.DisposeAsync().Soon();
        await stage.Node.ShouldAsync("['disconnected',1,{'count':3,'tags':['a']}]", """
            await until(() => k.remote.getStatus().type !== "ready");
            const status = k.remote.getStatus();
            return [status.type, status.lastKnownVersion, k.remote.getState()];
            """);
        await stage.Node.ShouldAsync("true", """return (await failed(state.connectNexusStore(k.nexus, state.createStoreToken("app:store")))).codes.includes("E_STORE_DISCONNECTED");""");
        daemon.Provide(Token, Store());
        await stage.Node.ShouldAsync("0", """return (await state.connectNexusStore(k.nexus, state.createStoreToken("app:store"))).getState().count;""");
    }

    [Fact]
    public async Task A_follower_that_does_not_acknowledge_is_dropped_and_does_not_hold_up_others()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusStore store = new(State(0), new() { PublishWindow = TimeSpan.Zero, MaxPendingSnapshots = 3 });
        store.Action("add", (arguments, _) => new(store.Update(s => State(s["count"].AsDouble() + arguments.Span[0].AsDouble())).State["count"]));
        await using NexusStore disposing = store;
        await stage.DaemonAsync(Token, store, new() { CallTimeout = Waiting.Limit });
        await stage.Node.RunAsync("""
            k.events = [];
            k.stuck = await client().create(new Token("app:store"));
            await k.stuck.subscribe((event) => { k.events.push(event.type); return event.type === "init" ? undefined : new Promise(() => {}); });
            k.remote = await state.connectNexusStore(client({ appId: "other" }), state.createStoreToken("app:store"));
            """);
        Assert.Equal(2, store.SubscriberCount);
        await stage.Node.ShouldAsync("[1,2,3,4,5,6,'init snapshot snapshot snapshot terminal']", """
            const counts = [];
            for (let i = 0; i < 6; i++) counts.push(await k.remote.actions.add(1));
            await until(() => k.events.includes("terminal"));
            return [...counts, k.events.join(" ")];
            """);
        Assert.Equal(1, store.SubscriberCount);
    }

    [Fact]
    public async Task CSharp_follows_CSharp_and_a_daemon_follows_its_clients_store()
    {
        using SocketFolder folder = new();
        NodeIpcSocketAddress at = new NodeIpcSocketAddress.FilePath(folder.Socket());
        await using NexusStore ofDaemon = Store();
        await using NexusStore ofClient = Store();
        await using NexusDaemon daemon = NexusDaemon.Create(new() { AppId = "app", Address = at, CallTimeout = Waiting.Limit }).Provide(Token, ofDaemon);
        await daemon.StartAsync().Soon();
        await using NexusClient client = NexusClient.Create(new() { AppId = "c", DefaultTarget = NexusTarget.Daemon("app"), ResolveAddress = _ => at, CallTimeout = Waiting.Limit })
            .Provide("client:store", ofClient);
        await using NexusStoreClient down = await NexusStoreClient.ConnectAsync(client, Token).Soon();
        await using NexusStoreClient up = await NexusStoreClient.ConnectAsync(await daemon.SelectAsync("client:store", wait: Waiting.Limit).Soon()).Soon();
        Assert.Equal(2, (await down.InvokeAsync("add", 2).Soon()).AsDouble());
        Assert.Equal(3, (await up.InvokeAsync("add", 3).Soon()).AsDouble());
        Assert.Equal((2, 3), (down.Current.State["count"].AsInt32(), up.Current.State["count"].AsInt32()));
        ofClient.Set(State(50));
        await UntilAsync(up, 50);
        await client.DisposeAsync().Soon();
        await up.Ended.Soon();
        await down.Ended.Soon();
    }

    private static async Task<NexusStoreSnapshot> UntilAsync(NexusStoreClient store, double count)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Waiting.Limit);
        return await store.FollowAsync(limit.Token).FirstAsync(s => s.State["count"].AsDouble() == count, limit.Token);
    }
}
