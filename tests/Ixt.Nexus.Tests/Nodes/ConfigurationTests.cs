namespace Ixt.Nexus.Tests.Nodes;

/// <summary>Options as plain configuration, which is what the original has <c>configure: false</c> and <c>composeNexusConfig</c> for.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public async Task Options_do_nothing_and_become_any_number_of_daemons()
    {
        await using SocketBench bench = new();
        NexusDaemonOptions shared = new() { AppId = "app", Providers = [new NexusProvider("demo:svc", DemoService.Create())] };
        NexusDaemonOptions first = shared with { Instance = "one", Address = bench["app-one"] };
        NexusDaemonOptions second = shared with { Instance = "two", Address = bench["app-two"], Providers = [.. shared.Providers, new NexusProvider("more", DemoService.Create())] };
        Assert.False(File.Exists(bench["app-one"].Value));
        await using NexusDaemon one = NexusDaemon.Create(first);
        await using NexusDaemon two = NexusDaemon.Create(second);
        await one.StartAsync().OrHang();
        await two.StartAsync().OrHang();
        NexusClient client = bench.Client();
        foreach (string instance in new[] { "one", "two" })
        {
            NexusProxy proxy = await client.CreateAsync("demo:svc", NexusTarget.Daemon("app", instance)).OrHang();
            Assert.Equal(3, (await proxy.CallAsync("add", 1, 2).OrHang()).AsInt32());
        }

        await client.CreateAsync("more", NexusTarget.Daemon("app", "two")).OrHang();
        Assert.Equal(
            "E_SERVICE_NO_MATCH",
            (await Assert.ThrowsAsync<NexusException>(() => client.SelectAsync("more", NexusMatchers.Instance("one")).OrHang())).Code);
    }

    [Fact]
    public async Task A_client_takes_providers_too()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        NexusClient client = bench.Client(o => o with { Providers = [new NexusProvider("cli:svc", DemoService.Create())] });
        await client.CreateAsync(SessionBench.Token).OrHang();
        NexusProxy proxy = await daemon.SelectAsync("cli:svc", wait: TestTimeouts.Hang).OrHang();
        Assert.Equal("t", (await proxy.GetAsync("tag").OrHang()).AsString());
    }

    [Fact]
    public async Task The_policy_of_a_provider_replaces_the_options_rule_for_its_service()
    {
        await using SocketBench bench = new();
        NexusPolicy nobody = new() { CanCall = (_, _) => new(false) };
        NexusPolicy everybody = new() { CanCall = (_, _) => new(true) };
        NexusDaemon daemon = await bench.StartAsync(configure: o => o with { Policy = nobody, Providers = [new NexusProvider("open", DemoService.Create(), everybody), new NexusProvider("shut", DemoService.Create())] });
        NexusClient client = bench.Client();
        Assert.Equal(3, (await (await client.CreateAsync("open").OrHang()).CallAsync("add", 1, 2).OrHang()).AsInt32());
        NexusProxy shut = await client.CreateAsync("shut").OrHang();
        Assert.Equal("E_AUTH_CALL_DENIED", (await Assert.ThrowsAsync<NexusRemoteException>(() => shut.CallAsync("add", 1, 2).OrHang())).Remote.Code);
        Assert.Single(daemon.Peers);
    }

    [Fact]
    public async Task Several_providers_that_come_later_are_announced_in_one_packet()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        await using RawPeer peer = await bench.ConnectAsync();
        await peer.SendAsync(SessionBench.Request(Dialect.Modern));
        await peer.ReceiveAsync();
        await peer.SendAsync(SessionBench.ReadyPacket(Dialect.Modern));
        await peer.ExchangeAsync("""[1,7,null,["demo:svc","tag"]]""", """[5,7,"t"]""");
        daemon.ProvideAll(); // nothing to tell
        Assert.Same(daemon, daemon.ProvideAll(new NexusProvider("a", DemoService.Create()), new NexusProvider("b", DemoService.Create())));
        Assert.Equal("""[15,null,["a","b"]]""", await peer.ReceiveAsync());
    }

    [Fact]
    public void The_same_token_twice_is_refused_at_configuration()
    {
        NexusProvider provider = new("twice", DemoService.Create());
        NexusException failure = Assert.Throws<NexusException>(() => NexusDaemon.Create(new() { AppId = "app", Providers = [provider, provider] }));
        Assert.Equal("E_CONFIGURATION_INVALID", failure.Code);
    }

    [Theory]
    [InlineData("__proto__")]
    [InlineData("prototype")]
    [InlineData("constructor")]
    public void A_token_that_no_peer_could_reach_is_refused_before_there_is_a_daemon(string token)
    {
        Assert.Equal("E_CONFIGURATION_INVALID", Assert.Throws<NexusException>(() => new NexusProvider(token, DemoService.Create())).Code);
        Assert.ThrowsAny<ArgumentException>(() => new NexusProvider("", DemoService.Create()));
    }
}
