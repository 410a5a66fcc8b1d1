using Ixt.Session;

namespace Ixt.Nexus.Tests.Nodes;

/// <summary>What a side knows of its peer: what the peer says, and what was observed.</summary>
public sealed class MetadataTests
{
    [Fact]
    public async Task Both_sides_see_the_others_metadata_and_the_connection()
    {
        await using SocketBench bench = new();
        NexusDaemon daemon = await bench.StartAsync("app-two", o => o with { AppId = "app", Instance = "two", Groups = ["red"] });
        NexusClient client = bench.Client(o => o with { Groups = ["blue", "green"] });
        NexusProxy proxy = await client.CreateAsync(SessionBench.Token, NexusTarget.Daemon("app", "two")).OrHang();
        await proxy.CallAsync("add", 1, 1).OrHang();

        NodeIpcDaemonMeta seen = Assert.IsType<NodeIpcDaemonMeta>(proxy.Peer.Identity.Endpoint);
        Assert.Equal(("node-ipc-daemon", "app", "two", (int?)Environment.ProcessId), (seen.Context, seen.AppId, seen.Instance, seen.ProcessId));
        Assert.Equal(["red"], seen.Groups);
        Assert.Equal(NexusTarget.Daemon("app", "two"), proxy.Peer.Selected);
        Assert.Equal(bench["app-two"], proxy.Peer.Socket);

        NexusPeer peer = Assert.Single(daemon.Peers);
        NodeIpcClientMeta dialler = Assert.IsType<NodeIpcClientMeta>(peer.Identity.Endpoint);
        Assert.Equal(("node-ipc-client", "cli", (int?)Environment.ProcessId), (dialler.Context, dialler.AppId, dialler.ProcessId));
        Assert.Equal(["blue", "green"], dialler.Groups);
        Assert.Null(peer.Selected);

        foreach (NodeIpcPlatformMeta platform in new[] { peer.Platform, proxy.Peer.Platform })
        {
            Assert.Equal(bench["app-two"], platform.Socket);
            Assert.Equal((false, "none"), (platform.IsAuthenticated, platform.AuthMethod));
            Assert.Equal(Environment.ProcessId, Assert.NotNull(platform.Process).ProcessId);
        }
    }

    [Fact]
    public async Task A_policy_sees_the_target_the_socket_the_secret_and_the_process()
    {
        List<NexusPeer> asked = [];
        NexusPolicy policy = new()
        {
            CanConnect = (request, _) =>
            {
                lock (asked)
                {
                    asked.Add(request.Remote);
                }

                return new(true);
            },
        };
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with { AuthToken = "s", Policy = policy });
        await bench.Client(o => o with { AuthToken = "s", Policy = policy }).CreateAsync(SessionBench.Token).OrHang();
        Assert.Equal(2, asked.Count);
        Assert.Equal([null, NexusTarget.Daemon("app")], asked.Select(p => p.Selected));
        Assert.All(asked, p =>
        {
            Assert.Equal(bench["app"], p.Socket);
            Assert.Equal("shared-secret", p.Platform.AuthMethod);
            Assert.Equal(p.Process, p.Platform.Process);
            Assert.Equal(Environment.ProcessId, Assert.NotNull(p.Process).ProcessId);
        });
    }

    [Theory]
    [InlineData("""{"context":"node-ipc-daemon"}""")]
    [InlineData("""{"context":"browser","appId":"a"}""")]
    [InlineData("""{"appId":"a"}""")]
    [InlineData("\"text\"")]
    public void What_is_neither_daemon_nor_client_has_no_endpoint_metadata(string metadata) => Assert.Null(new NexusIdentity(Text.Parse(metadata)).Endpoint);

    [Theory]
    [InlineData("12", 12)]
    [InlineData("2147483647", 2147483647)]
    [InlineData("2147483648", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("\"12\"", null)]
    public void A_claimed_process_id_is_one_or_none(string pid, int? expected) =>
        Assert.Equal(expected, new NexusIdentity(Text.Parse($$"""{"context":"node-ipc-client","appId":"a","pid":{{pid}}}""")).Endpoint!.ProcessId);

    [Fact]
    public void A_daemon_that_names_no_instance_is_the_default_one() =>
        Assert.Equal("default", Assert.IsType<NodeIpcDaemonMeta>(new NexusIdentity(Text.Parse("""{"context":"node-ipc-daemon","appId":"a"}""")).Endpoint).Instance);

    [Fact]
    public async Task Where_there_is_no_socket_the_failure_says_so()
    {
        await using SocketBench bench = new();
        NexusException failure = await Assert.ThrowsAsync<NexusException>(() => bench.Client().CreateAsync(SessionBench.Token).OrHang());
        Assert.Equal("E_IPC_CONNECT_FAILED", Assert.IsType<NodeIpcException>(failure.InnerException).Code);
        Assert.Contains($"'{bench["app"].Value}' failed: there is no such socket", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_transport_is_no_socket_there_is_none_to_tell()
    {
        await using TestNode node = TestNode.Daemon();
        (InMemoryTransport ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair(1024);
        await using RawPeer peer = new(theirs);
        NodeIpcPlatformMeta platform = node.Attach(ours, dials: false).Peer.Platform;
        Assert.Equal(new NodeIpcPlatformMeta(null, false, null), platform);
    }
}
