namespace Ixt.Nexus.Tests.Nodes;

/// <summary>Acquisition: dials, sessions that are used again, and everything that can go wrong on the way.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task Sessions_are_shared_and_one_dial_serves_all_who_wait()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        NexusClient client = bench.Client();
        NexusProxy[] proxies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.CreateAsync(SessionBench.Token))).OrHang();
        Assert.Single(proxies.Select(p => p.Peer.ConnectionId).Distinct());
        await proxies[0].CallAsync("add", 1, 2).OrHang(); // by now the daemon knows that the client is ready
        Assert.Single(client.Peers);
        Assert.Single(daemon.Peers);
        Assert.Equal(proxies[0].Peer.ConnectionId, (await client.CreateAsync(SessionBench.Token).OrHang()).Peer.ConnectionId);
    }

    [Fact]
    public async Task A_daemon_that_says_it_is_another_is_dialled_anew_each_time()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync(configure: o => o with { AppId = "someone-else" });
        NexusClient client = bench.Client();
        NexusProxy first = await client.CreateAsync(SessionBench.Token).OrHang();
        NexusProxy second = await client.CreateAsync(SessionBench.Token).OrHang();
        Assert.NotEqual(first.Peer.ConnectionId, second.Peer.ConnectionId);
        Assert.Equal(3, (await first.CallAsync("add", 1, 2).OrHang()).AsInt32());
        Assert.Equal(3, (await second.CallAsync("add", 1, 2).OrHang()).AsInt32());
        Assert.Equal(2, daemon.Peers.Count);
    }

    [Fact]
    public async Task After_a_restart_the_old_proxy_is_dead_and_a_new_one_works()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        NexusClient client = bench.Client();
        NexusProxy old = await client.CreateAsync(SessionBench.Token).OrHang();
        await daemon.DisposeAsync();
        await bench.StartAsync();
        NexusException failure = await Assert.ThrowsAsync<NexusException>(async () =>
        {
            while (true)
            {
                await old.CallAsync("add", 1, 2).OrHang();
            }
        });
        Assert.Equal("E_CONN_CLOSED", failure.Code);
        NexusProxy anew = await client.CreateAsync(SessionBench.Token).OrHang();
        Assert.Equal(3, (await anew.CallAsync("add", 1, 2).OrHang()).AsInt32());
    }

    [Fact]
    public async Task What_a_target_leads_to_decides_what_fails()
    {
        await using SocketBench bench = new();
        await bench.StartAsync();
        Assert.Equal("E_IPC_CONNECT_FAILED", await ConnectFailureAsync(bench.Client(), NexusTarget.Daemon("absent")));
        File.WriteAllText(bench["plain"].Value, "");
        Assert.Equal("E_IPC_CONNECT_FAILED", await ConnectFailureAsync(bench.Client(), NexusTarget.Daemon("plain")));
        TempDirectory.MakeStaleSocket(bench["stale"].Value);
        Assert.Equal("E_IPC_CONNECT_FAILED", await ConnectFailureAsync(bench.Client(), NexusTarget.Daemon("stale")));
        Assert.Equal("E_IPC_ADDRESS_INVALID", await ConnectFailureAsync(bench.Client(o => o with { ResolveAddress = _ => null }), null));
        Assert.Equal("E_IPC_ADDRESS_INVALID", await ConnectFailureAsync(bench.Client(o => o with { ResolveAddress = _ => throw new InvalidOperationException("q") }), null));
        Assert.Equal("E_IPC_ADDRESS_INVALID", await ConnectFailureAsync(bench.Client(o => o with { ResolveAddress = _ => new NodeIpcSocketAddress.AbstractName("n") }), null));
        Assert.Equal("E_TARGET_REQUIRED", (await Assert.ThrowsAsync<NexusException>(() => bench.Client(o => o with { DefaultTarget = null }).CreateAsync("x"))).Code);
    }

    [Fact]
    public async Task A_condition_is_a_condition_and_no_search()
    {
        await using SocketBench bench = new();
        await bench.StartAsync();
        NexusClient client = bench.Client();
        Assert.Equal("E_TARGET_CONSTRAINT_FAILED", (await Assert.ThrowsAsync<NexusException>(() => client.CreateAsync(SessionBench.Token, where: NexusMatchers.Instance("two")).OrHang())).Code);
        await client.CreateAsync(SessionBench.Token, where: NexusMatchers.Daemon("app")).OrHang();
        Assert.Single(client.Peers);
    }

    [Fact]
    public async Task A_service_that_comes_late_is_waited_for_and_one_that_does_not_times_out()
    {
        WatchedTime time = new();
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        NexusClient client = bench.Client(o => o with { TimeProvider = time });
        await client.CreateAsync(SessionBench.Token).OrHang();
        Task<NexusProxy> late = client.CreateAsync("late");
        daemon.Provide("late", DemoService.Create());
        Assert.Equal("t", (await (await late.OrHang()).GetAsync("tag").OrHang()).AsString());
        Task<NexusProxy> never = client.CreateAsync("never", timeout: TimeSpan.FromSeconds(7));
        await time.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(7));
        Assert.Equal("E_SERVICE_ACQUISITION_TIMEOUT", (await Assert.ThrowsAsync<NexusException>(() => never.OrHang())).Code);
    }

    [Fact]
    public async Task A_daemon_that_ends_while_its_service_is_waited_for_is_unavailable()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        NexusClient client = bench.Client();
        await client.CreateAsync(SessionBench.Token).OrHang();
        Task<NexusProxy> never = client.CreateAsync("never");
        await daemon.DisposeAsync();
        Assert.Equal("E_SERVICE_UNAVAILABLE", (await Assert.ThrowsAsync<NexusException>(() => never.OrHang())).Code);
    }

    [Fact]
    public async Task A_daemon_that_closes_at_once_fails_the_handshake()
    {
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with { Limits = new() { MaxSessions = 1 } });
        await using RawPeer first = await bench.ConnectAsync();
        await first.SendAsync(SessionBench.Request(Dialect.Modern));
        await first.ReceiveAsync();
        Assert.Equal("E_HANDSHAKE_FAILED", (await Assert.ThrowsAsync<NexusException>(() => bench.Client().CreateAsync(SessionBench.Token).OrHang())).Code);
    }

    [Fact]
    public async Task As_many_sessions_stand_as_the_limit_allows_and_a_place_that_is_freed_is_taken()
    {
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with { Limits = new() { MaxSessions = 2 } });
        NexusClient first = bench.Client();
        NexusClient second = bench.Client();
        NexusClient third = bench.Client();
        await first.CreateAsync(SessionBench.Token).OrHang();
        NexusProxy proxy = await second.CreateAsync(SessionBench.Token).OrHang();
        Assert.Equal("E_HANDSHAKE_FAILED", (await Assert.ThrowsAsync<NexusException>(() => third.CreateAsync(SessionBench.Token).OrHang())).Code);
        await first.DisposeAsync();

        // The daemon learns of it when it reads the end, and frees the place after that.
        using CancellationTokenSource late = new(TestTimeouts.Hang);
        while (!await IsLetInAsync(third))
        {
            late.Token.ThrowIfCancellationRequested();
            await proxy.CallAsync("add", 1, 1).OrHang();
        }
    }

    [Fact]
    public async Task A_client_that_was_disposed_of_opens_nothing_any_more()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        NexusClient client = bench.Client();
        await client.CreateAsync(SessionBench.Token).OrHang();
        await client.DisposeAsync();
        Assert.Empty(client.Peers);
        await Assert.ThrowsAnyAsync<NexusException>(() => client.CreateAsync(SessionBench.Token).OrHang());
        Assert.Empty(client.Peers);
        await daemon.DisposeAsync();
        Assert.Empty(daemon.Peers);
    }

    [Fact]
    public async Task A_client_provides_services_that_the_daemon_selects()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync();
        NexusClient client = bench.Client().Provide("cli:svc", DemoService.Create());
        Assert.Equal("E_SERVICE_NO_MATCH", (await Assert.ThrowsAsync<NexusException>(() => daemon.SelectAsync("cli:svc"))).Code);
        Task<NexusProxy> selected = daemon.SelectAsync("cli:svc", wait: TestTimeouts.Hang);
        await client.StartAsync();
        await client.CreateAsync(SessionBench.Token).OrHang();
        Assert.Equal(5, (await (await selected.OrHang()).CallAsync("add", 2, 3).OrHang()).AsInt32());
        NexusClient another = bench.Client().Provide("cli:svc", DemoService.Create());
        NexusProxy proxy = await another.CreateAsync(SessionBench.Token).OrHang();
        await proxy.CallAsync("add", 1, 1).OrHang();
        Assert.Equal("E_SERVICE_AMBIGUOUS", (await Assert.ThrowsAsync<NexusException>(() => daemon.SelectAsync("cli:svc"))).Code);
        Assert.Equal(2, (await daemon.SelectMulticast("cli:svc").CallAsync("add", new NexusValue[] { 1, 2 })).Count);
    }

    private static async Task<bool> IsLetInAsync(NexusClient client)
    {
        try
        {
            await client.CreateAsync(SessionBench.Token).OrHang();
            return true;
        }
        catch (NexusException e) when (e.Code == "E_HANDSHAKE_FAILED")
        {
            return false;
        }
    }

    private static async Task<string> ConnectFailureAsync(NexusClient client, NexusTarget? target)
    {
        NexusException failure = await Assert.ThrowsAsync<NexusException>(() => client.CreateAsync(SessionBench.Token, target).OrHang());
        Assert.Equal("E_ENDPOINT_CONNECT_FAILED", failure.Code);
        return Assert.IsType<NodeIpcException>(failure.InnerException).Code;
    }
}
