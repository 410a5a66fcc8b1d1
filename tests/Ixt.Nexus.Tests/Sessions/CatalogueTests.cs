namespace Ixt.Nexus.Tests.Sessions;

/// <summary>Who tells whom what it provides.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public async Task Services_added_later_are_told_to_modern_peers_each_time()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        bench.Node.With("demo:late", DemoService.Create());
        await bench.Peer.ExpectAsync("""[15,null,["demo:late"]]""");
        bench.Node.With("demo:late", DemoService.Create());
        await bench.Peer.ExpectAsync("""[15,null,["demo:late"]]""");
        await bench.Peer.ExchangeAsync("""[1,1,null,["demo:late","tag"]]""", """[5,1,"t"]""");
    }

    [Fact]
    public async Task A_legacy_peer_is_told_nothing_because_it_would_end_the_session()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create(), Dialect.Legacy);
        bench.Node.With("demo:late", DemoService.Create());
        await bench.Peer.ExpectNothingAsync();
        await bench.Peer.ExchangeAsync("""[1,1,null,["demo:late","tag"]]""", """[5,1,"t"]""");
    }

    [Fact]
    public async Task Services_and_identity_that_change_during_the_handshake_are_told_after_it()
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.ExchangeAsync(SessionBench.Request(Dialect.Modern), SessionBench.Ack());
        bench.Node.With("demo:late", DemoService.Create()).UpdateIdentity(new() { ["version"] = 2 });
        await bench.Peer.SendAsync(SessionBench.ReadyPacket(Dialect.Modern));
        await bench.Peer.ExpectAsync("""[15,null,["demo:late"]]""");
        await bench.Peer.ExpectAsync("""[13,null,{"version":2}]""");
        await bench.Peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task What_a_peer_announces_is_known_whenever_it_comes()
    {
        await using SessionBench bench = SessionBench.Client();
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendTogetherAsync("""[15,null,["early"]]""", SessionBench.PeerAck(Dialect.Modern, "1", "at hand"), """[15,null,["late",5]]""");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.ExpectNothingAsync();
        Assert.True(bench.Session.Provides("early") && bench.Session.Provides("at hand") && bench.Session.Provides("late"));
        Assert.False(bench.Session.Provides("5"));
    }

    [Theory]
    [InlineData("""[15,null,"ab"]""")]
    [InlineData("""[15,null,{"a":1}]""")]
    [InlineData("[15,null,5]")]
    public async Task A_list_of_services_that_is_none_ends_the_session(string packet)
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        await bench.Peer.SendAsync(packet);
        await bench.Peer.ExpectEndAsync();
    }

    [Fact]
    public async Task A_peer_may_announce_as_many_services_as_the_limit_and_not_one_more()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync(configure: o => o with { Limits = new() { MaxProviders = 3 } });
        await bench.Peer.SendAsync("""[15,null,["demo:svc","b","c"]]""");
        await bench.Peer.SendAsync("""[15,null,["b"]]""");
        await bench.Peer.ExpectNothingAsync();
        await bench.Peer.SendAsync("""[15,null,["d"]]""");
        await bench.Peer.ExpectEndAsync();
    }

    [Fact]
    public async Task All_announced_tokens_together_are_as_long_as_the_limit_and_not_one_character_more()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        string known = "demo:svc"; // of the handshake
        string rest = new('x', NexusLimits.MaxProviderText - known.Length);
        await bench.Peer.SendAsync($"[15,null,[\"{rest}\"]]");
        await bench.Peer.SendAsync($"[15,null,[\"{rest}\",\"{known}\"]]");
        await bench.Peer.ExpectNothingAsync();
        await bench.Peer.SendAsync("""[15,null,["y"]]""");
        await bench.Peer.ExpectEndAsync();
    }
}
