namespace Ixt.Nexus.Tests.Nodes;

/// <summary><c>target</c> and <c>expects</c> in the manner of 0.3.1.</summary>
public sealed class SearchTests
{
    [Fact]
    public async Task A_descriptor_finds_a_session_that_stands_and_dials_only_where_there_is_none()
    {
        await using SocketBench bench = new();
        await bench.StartAsync();
        NexusClient client = bench.Client(o => o with { DefaultTarget = null });
        NexusSearch search = new() { Descriptor = NexusDescriptor.Daemon("app") };
        NexusProxy dialled = await client.CreateAsync(SessionBench.Token, search).OrHang();
        NexusProxy found = await client.CreateAsync(SessionBench.Token, search).OrHang();
        Assert.Equal(dialled.Peer.ConnectionId, found.Peer.ConnectionId);
        Assert.Equal(3, (await found.CallAsync("add", 1, 2).OrHang()).AsInt32());
    }

    [Fact]
    public async Task A_matcher_alone_never_dials()
    {
        await using SocketBench bench = new();
        await bench.StartAsync();
        NexusClient client = bench.Client();
        Assert.Equal("E_TARGET_NO_MATCH", await FailureAsync(client, new() { Matcher = NexusMatchers.Daemon("app") }));
        await client.CreateAsync(SessionBench.Token).OrHang();
        await client.CreateAsync(SessionBench.Token, new NexusSearch { Matcher = NexusMatchers.Daemon("app") }).OrHang();
        Assert.Equal("E_TARGET_NO_MATCH", await FailureAsync(client, new() { Matcher = NexusMatchers.Client("app") }));
    }

    [Fact]
    public async Task What_is_dialled_must_meet_the_matcher_too()
    {
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with { Groups = ["red"] });
        NexusClient client = bench.Client();
        NexusSearch search = new() { Descriptor = NexusDescriptor.Daemon("app"), Matcher = NexusMatchers.Group("blue") };
        Assert.Equal("E_TARGET_NO_MATCH", await FailureAsync(client, search));
        await client.CreateAsync(SessionBench.Token, search with { Matcher = NexusMatchers.Group("red") }).OrHang();
    }

    [Fact]
    public async Task One_is_exactly_one_and_first_is_any()
    {
        await using SocketBench bench = new();
        await bench.StartAsync("app-one", o => o with { AppId = "app", Instance = "one", Groups = ["red"] });
        await bench.StartAsync("app-two", o => o with { AppId = "app", Instance = "two", Groups = ["red", "blue"] });
        NexusClient client = bench.Client(o => o with { DefaultTarget = null, ConnectTo = [NexusTarget.Daemon("app", "one"), NexusTarget.Daemon("app", "two")] });
        await client.StartAsync().OrHang();
        NexusSearch red = new() { Matcher = NexusMatchers.Group("red") };
        Assert.Equal("E_TARGET_UNEXPECTED_COUNT", await FailureAsync(client, red));
        await client.CreateAsync(SessionBench.Token, red with { Expects = NexusExpects.First }).OrHang();
        NexusProxy blue = await client.CreateAsync(SessionBench.Token, new NexusSearch { Descriptor = new() { Groups = ["blue"] } }).OrHang();
        Assert.Equal("two", blue.Peer.Identity.Instance);
        NexusProxy one = await client.CreateAsync(SessionBench.Token, new NexusSearch { Matcher = NexusMatchers.Instance("one") }).OrHang();
        Assert.Equal("one", one.Peer.Identity.Instance);
        Assert.Equal(2, (await client.SelectMulticast(SessionBench.Token, NexusMatchers.Group("red")).CallAsync("argc", default)).Count);
    }

    [Fact]
    public async Task Without_descriptor_and_matcher_the_unique_connectTo_is_meant()
    {
        await using SocketBench bench = new();
        await bench.StartAsync("app-one", o => o with { AppId = "app", Instance = "one" });
        NexusClient client = bench.Client(o => o with { DefaultTarget = null, ConnectTo = [NexusTarget.Daemon("app", "one")] });
        NexusProxy proxy = await client.CreateAsync(SessionBench.Token, new NexusSearch { Expects = NexusExpects.First }).OrHang();
        Assert.Equal("one", proxy.Peer.Identity.Instance);
        Assert.Equal(proxy.Peer.ConnectionId, (await client.CreateAsync(SessionBench.Token).OrHang()).Peer.ConnectionId);
    }

    [Fact]
    public async Task Without_any_target_the_codes_are_those_of_the_dialect_that_is_asked_in()
    {
        await using SocketBench bench = new();
        NexusClient none = bench.Client(o => o with { DefaultTarget = null });
        Assert.Equal("E_TARGET_NO_MATCH", await FailureAsync(none, new()));
        Assert.Equal("E_TARGET_REQUIRED", (await Assert.ThrowsAsync<NexusException>(() => none.CreateAsync(SessionBench.Token).OrHang())).Code);
        NexusClient two = bench.Client(o => o with { DefaultTarget = null, ConnectTo = [NexusTarget.Daemon("a"), NexusTarget.Daemon("b")] });
        Assert.Equal("E_TARGET_UNEXPECTED_COUNT", await FailureAsync(two, new()));
        Assert.Equal("E_TARGET_REQUIRED", (await Assert.ThrowsAsync<NexusException>(() => two.CreateAsync(SessionBench.Token).OrHang())).Code);
    }

    [Fact]
    public async Task A_condition_of_a_multicast_holds_for_every_target()
    {
        await using SocketBench bench = new();
        await bench.StartAsync("app-one", o => o with { AppId = "app", Instance = "one", Groups = ["red"] });
        await bench.StartAsync("app-two", o => o with { AppId = "app", Instance = "two" });
        NexusClient client = bench.Client();
        NexusTarget[] both = [NexusTarget.Daemon("app", "one"), NexusTarget.Daemon("app", "two")];
        NexusException failure = await Assert.ThrowsAsync<NexusException>(() => client.CreateMulticastAsync(SessionBench.Token, both, NexusMatchers.Group("red")).OrHang());
        Assert.Equal("E_TARGET_CONSTRAINT_FAILED", failure.Code);
        NexusMulticast all = await client.CreateMulticastAsync(SessionBench.Token, both, NexusMatchers.Daemon("app")).OrHang();
        Assert.Equal(["one", "two"], all.Targets.Select(t => t.Peer.Identity.Instance));
    }

    [Fact]
    public async Task A_multicast_to_nobody_is_a_mistake_and_a_selection_of_nobody_is_not()
    {
        await using SocketBench bench = new();
        NexusClient client = bench.Client();
        Assert.Equal("E_USAGE_INVALID", (await Assert.ThrowsAsync<NexusException>(() => client.CreateMulticastAsync(SessionBench.Token, []).OrHang())).Code);
        Assert.Empty(client.SelectMulticast(SessionBench.Token).Targets);
    }

    private static async Task<string> FailureAsync(NexusClient client, NexusSearch search) =>
        (await Assert.ThrowsAsync<NexusException>(() => client.CreateAsync(SessionBench.Token, search).OrHang())).Code;
}
