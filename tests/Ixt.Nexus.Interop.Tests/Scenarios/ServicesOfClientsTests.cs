namespace Ixt.Nexus.Interop.Tests;

/// <summary>Clients provide services too, and both sides can come to provide more.</summary>
public sealed class ServicesOfClientsTests
{
    private const string OfClient = "client:service";

    private static NexusMembers Greeter(string greeting) => new NexusMembers().Function("greet", (arguments, _) => new($"{greeting} {arguments.Span[0].AsString()}"));

    [Fact]
    public async Task A_CSharp_daemon_calls_the_service_of_a_Node_client()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusDaemon daemon = await stage.DaemonAsync("app:service", Greeter("daemon"));
        Task<NexusProxy> waiting = daemon.SelectAsync(OfClient, wait: Waiting.Limit);
        await Catch.CodeAsync(NexusErrorCodes.ServiceNoMatch, () => daemon.SelectAsync(OfClient).Soon());
        await stage.Node.RunAsync("""
            k.nexus = client().provide(new Token("client:service"), { async greet(name) { return "node " + name; } });
            k.proxy = await k.nexus.create(new Token("app:service"));
            """);
        NexusProxy service = await waiting.Soon();
        Assert.Equal("node one", (await service.CallAsync("greet", "one").Soon()).AsString());
        Assert.Equal(NexusIdentity.ClientContext, service.Peer.Identity.Context);

        // A second client makes the choice ambiguous; a condition settles it.
        await stage.Node.RunAsync("""
            k.second = client({ appId: "second" }).provide(new Token("client:service"), { async greet(name) { return "second " + name; } });
            await k.second.create(new Token("app:service"));
            """);
        await Catch.CodeAsync(NexusErrorCodes.ServiceAmbiguous, () => daemon.SelectAsync(OfClient).Soon());
        NexusProxy chosen = await daemon.SelectAsync(OfClient, NexusMatchers.Client("second")).Soon();
        Assert.Equal("second two", (await chosen.CallAsync("greet", "two").Soon()).AsString());
        IReadOnlyList<NexusMulticastResult> all = await daemon.SelectMulticast(OfClient).CallAsync("greet", new NexusValue[] { "all" }).Soon();
        Assert.Equal(["node all", "second all"], all.Select(r => r.Value.AsString()).Order(StringComparer.Ordinal));
        await Catch.CodeAsync(NexusErrorCodes.ServiceWaitTimeout, () => daemon.SelectAsync("client:other", wait: TimeSpan.FromMilliseconds(50)).Soon());
    }

    [Fact]
    public async Task A_Node_daemon_calls_the_service_of_a_CSharp_client()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:service"), {
              async back(name) { return await (await k.nexus.select(new Token("client:service"), { wait: { timeout: 60000 } })).greet(name); },
            });
            await k.nexus.ready();
            """);
        NexusClient client = stage.Client().Provide(OfClient, Greeter("csharp"));
        NexusProxy proxy = await client.CreateAsync("app:service").Soon();
        Assert.Equal("csharp one", (await proxy.CallAsync("back", "one").Soon()).AsString());
    }

    [Fact]
    public async Task A_Node_daemon_hears_of_a_service_that_a_CSharp_client_adds()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""k.nexus = daemon().provide(new Token("app:service"), {}); await k.nexus.ready();""");
        NexusClient client = stage.Client();
        await client.CreateAsync("app:service").Soon();
        await stage.Node.ShouldAsync("'E_SERVICE_NO_MATCH'", """return (await failed(k.nexus.select(new Token("client:service")))).code;""");
        Task<System.Text.Json.JsonElement> asked = stage.Node.RunAsync("""return await (await k.nexus.select(new Token("client:service"), { wait: { timeout: 60000 } })).greet("late");""");
        client.Provide(OfClient, Greeter("added"));
        Assert.Equal("added late", (await asked).GetString());
    }

    [Fact]
    public async Task A_CSharp_client_waits_for_what_a_Node_daemon_adds_and_gives_up_in_time()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""k.nexus = daemon().provide(new Token("app:service"), {}); await k.nexus.ready();""");
        NexusClient client = stage.Client();
        await client.CreateAsync("app:service").Soon();
        await Catch.CodeAsync(NexusErrorCodes.AcquisitionTimeout, () => client.CreateAsync("app:late", timeout: TimeSpan.FromMilliseconds(50)).Soon());
        using CancellationTokenSource givenUp = new();
        Task<NexusProxy> abandoned = client.CreateAsync("app:never", cancellationToken: givenUp.Token);
        Task<NexusProxy> coming = client.CreateAsync("app:late");
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned.Soon());
        await stage.Node.RunAsync("""k.nexus.provide(new Token("app:late"), { async hello(x) { return "late " + x; } });""");
        Assert.Equal("late world", (await (await coming.Soon()).CallAsync("hello", "world").Soon()).AsString());

        // Replaced by another: the next call reaches the new one.
        await stage.Node.RunAsync("""k.nexus.safeProvide(new Token("app:other"), { async hello(x) { return "other " + x; } });""");
        Assert.Equal("other world", (await (await client.CreateAsync("app:other").Soon()).CallAsync("hello", "world").Soon()).AsString());
    }

    [Fact]
    public async Task A_Node_client_waits_for_what_a_CSharp_daemon_adds_and_gives_up_in_time()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusDaemon daemon = await stage.DaemonAsync("app:service", Greeter("daemon"));
        await stage.Node.ShouldAsync("'E_SERVICE_ACQUISITION_TIMEOUT'", """
            k.nexus = client();
            await k.nexus.create(new Token("app:service"));
            return (await failed(k.nexus.create(new Token("app:late"), { timeout: 50 }))).code;
            """);
        Task<System.Text.Json.JsonElement> asked = stage.Node.RunAsync("""return await (await k.nexus.create(new Token("app:late"))).greet("world");""");
        daemon.Provide("app:late", Greeter("late"));
        Assert.Equal("late world", (await asked).GetString());
        daemon.Provide("app:late", Greeter("replaced"));
        await stage.Node.ShouldAsync("'replaced world'", """return await (await k.nexus.create(new Token("app:late"))).greet("world");""");
    }

    [Fact]
    public async Task A_daemon_that_goes_away_ends_the_wait_for_its_service()
    {
        await using Stage stage = await Stage.StartAsync();
        NodePeer victim = await stage.NodeAsync();
        await victim.RunAsync("""k.nexus = daemon().provide(new Token("app:service"), {}); await k.nexus.ready();""");
        NexusClient client = stage.Client();
        await client.CreateAsync("app:service").Soon();
        Task<NexusProxy> waiting = client.CreateAsync("app:late", timeout: Waiting.Limit);
        await victim.Program.KillAsync();
        await Catch.CodeAsync(NexusErrorCodes.ServiceUnavailable, () => waiting.Soon());
    }
}
