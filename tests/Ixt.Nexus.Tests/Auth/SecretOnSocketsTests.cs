namespace Ixt.Nexus.Tests.Auth;

/// <summary>Daemons and clients with and without a shared secret.</summary>
public sealed class SecretOnSocketsTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_same_secret_on_both_sides_lets_in_and_is_known_to_rules()
    {
        NexusPeer? seen = null;
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with
        {
            AuthToken = "pä😀",
            Policy = new()
            {
                CanConnect = (r, _) =>
                {
                    seen = r.Remote;
                    return new(true);
                },
            },
        });
        NexusProxy proxy = await bench.Client(o => o with { AuthToken = "pä😀" }).CreateAsync(SessionBench.Token).OrHang();
        Assert.Equal(3, (await proxy.CallAsync("add", 1, 2).OrHang()).AsInt32());
        Assert.True(seen!.IsAuthenticated);
        Assert.Equal("shared-secret", seen.AuthMethod);
        Assert.True(proxy.Peer.IsAuthenticated);
    }

    [Fact]
    public async Task Rules_of_both_sides_know_who_the_peer_is_from_the_kernel()
    {
        List<NexusPeer> ofDaemon = [];
        List<NexusPeer> ofClient = [];
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync(configure: o => o with { Policy = Recording(ofDaemon) });
        daemon.Provide("own", DemoService.Create(), Recording(ofDaemon));
        NexusClient client = bench.Client(o => o with { Policy = Recording(ofClient) });
        NexusProxy proxy = await client.CreateAsync(SessionBench.Token).OrHang();
        Assert.Equal(3, (await proxy.CallAsync("add", 1, 2).OrHang()).AsInt32());
        NexusProxy own = await client.CreateAsync("own").OrHang();
        Assert.Equal(3, (await own.CallAsync("add", 1, 2).OrHang()).AsInt32());
        Assert.Equal(3, ofDaemon.Count); // to connect, to call by the general rule, to call by the service's own
        Assert.Single(ofClient);
        Assert.All(ofDaemon.Concat(ofClient), peer =>
        {
            Assert.Equal(Environment.ProcessId, peer.Process!.Value.ProcessId);
            Assert.Equal(TempDirectory.UserId, peer.Process.Value.UserId);
            Assert.False(peer.IsAuthenticated);
            Assert.Equal("none", peer.AuthMethod);
        });
        Assert.Equal(Environment.ProcessId, proxy.Peer.Process!.Value.ProcessId);
    }

    [Fact]
    public async Task What_a_peer_says_of_its_process_changes_nothing_in_what_the_kernel_says()
    {
        List<NexusPeer> seen = [];
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with { Policy = Recording(seen) });
        await using RawPeer peer = await bench.ConnectAsync();
        await peer.SendAsync("""[10,1,{"context":"node-ipc-client","appId":"raw","pid":1,"uid":0},null,["provider-catalog-v1"]]""");
        await peer.ReceiveAsync();
        Assert.Equal(1, Assert.Single(seen).Identity.ProcessId);
        Assert.Equal(Environment.ProcessId, seen[0].Process!.Value.ProcessId);
        Assert.Equal(TempDirectory.UserId, seen[0].Process!.Value.UserId);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_nobody_else_notices()
    {
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with { AuthToken = "right" });
        NexusProxy good = await bench.Client(o => o with { AuthToken = "right" }).CreateAsync(SessionBench.Token).OrHang();
        Assert.Equal("E_IPC_AUTH_FAILED", await FailureAsync(bench.Client(o => o with { AuthToken = "wrong" })));
        Assert.Equal(3, (await good.CallAsync("add", 1, 2).OrHang()).AsInt32());
    }

    [Fact]
    public async Task A_secret_that_no_daemon_asks_for_is_refused()
    {
        await using SocketBench bench = new();
        await bench.StartAsync();
        Assert.Equal("E_IPC_AUTH_FAILED", await FailureAsync(bench.Client(o => o with { AuthToken = "x" })));
    }

    [Fact]
    public async Task A_client_without_the_secret_fails_when_the_daemons_time_is_up()
    {
        WatchedTime time = new();
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with { AuthToken = "x", TimeProvider = time });
        Task<NexusProxy> create = bench.Client().CreateAsync(SessionBench.Token);
        await time.AdvanceWhenWaitedForAsync(s_timeout);
        Assert.Equal("E_HANDSHAKE_FAILED", (await Assert.ThrowsAsync<NexusException>(() => create.OrHang())).Code);
    }

    [Fact]
    public async Task The_line_and_the_first_frames_in_one_write_are_understood()
    {
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with { AuthToken = "x" });
        await using RawPeer peer = await bench.ConnectAsync();
        byte[] line = [.. """{"type":"nexus-ipc-auth","version":1,"token":"x"}"""u8, (byte)'\n'];
        await peer.SendBytesAsync(line.Concat(RawPeer.Frame(SessionBench.Request(Dialect.Modern))).Concat(RawPeer.Frame(SessionBench.ReadyPacket(Dialect.Modern)))
            .Concat(RawPeer.Frame("""[3,1,null,["demo:svc","add"],[1,2]]""")).ToArray());
        Assert.Equal("""{"type":"nexus-ipc-auth-ok"}""", await peer.ReceiveLineAsync());
        Assert.StartsWith("[11,1,", await peer.ReceiveAsync());
        await peer.ExpectAsync("[5,1,3]");
    }

    [Fact]
    public async Task Connections_that_still_prove_their_secret_count_and_end_with_the_daemon()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync(configure: o => o with { AuthToken = "x", TimeProvider = new WatchedTime(), Limits = new() { MaxSessions = 2 } });
        await using RawPeer first = await bench.ConnectAsync();
        await using RawPeer second = await bench.ConnectAsync();
        await using RawPeer third = await bench.ConnectAsync();
        await third.ExpectEndAsync();
        await daemon.DisposeAsync();
        await first.ExpectEndAsync();
        await second.ExpectEndAsync();
    }

    [Fact]
    public void An_empty_secret_is_refused_at_configuration()
    {
        Assert.Equal(NodeIpcErrorCode.AuthFailed, Assert.Throws<NodeIpcException>(() => NexusDaemon.Create(new() { AppId = "a", AuthToken = "" })).ErrorCode);
        Assert.Equal(NodeIpcErrorCode.AuthFailed, Assert.Throws<NodeIpcException>(() => NexusClient.Create(new() { AppId = "a", AuthToken = "" })).ErrorCode);
    }

    private static NexusPolicy Recording(List<NexusPeer> seen) => new()
    {
        CanConnect = (request, _) => Note(seen, request.Remote),
        CanCall = (request, _) => Note(seen, request.Remote),
    };

    private static ValueTask<bool> Note(List<NexusPeer> seen, NexusPeer peer)
    {
        lock (seen)
        {
            seen.Add(peer);
        }

        return new(true);
    }

    private static async Task<string> FailureAsync(NexusClient client)
    {
        NexusException failure = await Assert.ThrowsAsync<NexusException>(() => client.CreateAsync(SessionBench.Token).OrHang());
        Assert.Equal("E_ENDPOINT_CONNECT_FAILED", failure.Code);
        return Assert.IsType<NodeIpcException>(failure.InnerException).Code;
    }
}
