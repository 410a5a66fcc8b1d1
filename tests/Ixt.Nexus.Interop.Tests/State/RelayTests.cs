namespace Ixt.Nexus.Interop.Tests;

/// <summary>A Node process between two of ours passes services and stores on.</summary>
public sealed class RelayTests
{
    private const string Relay = """
        k.upstream = client({ appId: "relay" });
        await k.upstream.ready();
        k.policy = { canCall: ({ path }) => !path.includes("denied") };
        k.storeToken = state.createStoreToken("app:store");
        const forward = { forwardThrough: k.upstream, forwardTarget: target() };
        k.nexus = daemon({ instance: "relay" })
          .provide(relay.relayService(new Token("app:service"), { ...forward, policy: k.policy }))
          .provide(relay.relayNexusStore(k.storeToken, { ...forward, policy: { canDispatch: ({ action }) => action !== "denied" } }));
        await k.nexus.ready();
        """;

    private static readonly NexusTarget s_relay = NexusTarget.Daemon("app", "relay");

    [Fact]
    public async Task A_service_of_a_CSharp_daemon_reaches_a_CSharp_client_through_Node()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync("app:service", new NexusMembers()
            .Function("echo", (arguments, _) => new(arguments.Span[0]))
            .Function("make", (_, _) => new(NexusValue.From(new NexusFunction((_, _) => new(1)))))
            .Function("fail", (_, _) => throw new NexusException("E_UPSTREAM", "from far away"))
            .Nested("deep", new NexusMembers().Function("twice", (arguments, _) => new(arguments.Span[0].AsDouble() * 2))));
        await stage.Node.RunAsync(Relay);
        NexusProxy proxy = await stage.Client().CreateAsync("app:service", s_relay).Soon();
        NexusMap map = new();
        map.Add("k", 1);
        foreach (NexusValue value in new NexusValue[] { "text", NexusValue.Undefined, NexusValue.From(map), NexusValue.From(System.Numerics.BigInteger.Pow(10, 30)), new NexusObject { ["a"] = new NexusValue[] { 1, "\u0003U" } } })
        {
            Assert.Equal(value, await proxy.CallAsync("echo", value).Soon());
        }

        Assert.Equal(42, (await proxy.InvokeAsync(NexusOperation.Apply, new[] { "deep", "twice" }, new NexusValue[] { 21 }).Soon()).AsDouble());
        NexusRemoteError failed = await Catch.RemoteAsync("E_RELAY_UPSTREAM_FAILURE", () => proxy.CallAsync("fail"));
        Assert.Contains("from far away", failed.Raw.ToString(), StringComparison.Ordinal);
        await Catch.RemoteAsync("E_RELAY_POLICY_DENIED", () => proxy.CallAsync("denied"));
        await Catch.RemoteAsync("E_RELAY_PAYLOAD_UNSUPPORTED", () => proxy.CallAsync("echo", NexusValue.From(new NexusFunction((_, _) => new(1)))));
        await Catch.RemoteAsync("E_RELAY_PAYLOAD_UNSUPPORTED", () => proxy.CallAsync("make"));
        await Catch.RemoteAsync("E_RELAY_OPERATION_UNSUPPORTED", () => proxy.InvokeAsync(NexusOperation.Set, new[] { "x" }, new NexusValue[] { 1 }));
        using NexusRef member = (await proxy.GetAsync("echo").Soon()).AsRef();
        Assert.Equal("through a reference", (await member.CallAsync("through a reference").Soon()).AsString());
    }

    [Fact]
    public async Task A_store_of_a_CSharp_daemon_is_followed_through_Node()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusStore store = new(new NexusObject { ["count"] = 0 }, new() { PublishWindow = TimeSpan.FromMilliseconds(10) });
        store.Action("add", (arguments, _) => new(store.Update(s => new NexusObject { ["count"] = s["count"].AsDouble() + arguments.Span[0].AsDouble() }).State["count"]))
            .Action("denied", (_, _) => new(1));
        await stage.DaemonAsync("app:store", store);
        await stage.Node.RunAsync(Relay);
        NexusClient client = stage.Client();
        await using NexusStoreClient followed = await NexusStoreClient.ConnectAsync(client, "app:store", s_relay).Soon();
        Assert.Equal(5, (await followed.InvokeAsync("add", 5).Soon()).AsDouble());
        Assert.Equal(5, followed.Current.State["count"].AsDouble());
        NexusException denied = await Catch.CodeAsync(NexusErrorCodes.StoreAction, () => followed.InvokeAsync("denied"));
        Assert.Equal("E_RELAY_POLICY_DENIED", Assert.IsType<NexusRemoteException>(denied.InnerException).Remote.Code);
        await stage.Node.ShouldAsync("[5,6,6]", """
            const remote = await state.connectNexusStore(client(), k.storeToken, { target: target("relay") });
            return [remote.getState().count, await remote.actions.add(1), remote.getState().count];
            """);
        await store.DisposeAsync().Soon();
        await followed.Ended.Soon();
        Assert.Equal(NexusStoreStatus.Disconnected, followed.Status);
    }
}
