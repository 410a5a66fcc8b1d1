using Ixt.Session;

namespace Ixt.Nexus.Tests;

/// <summary>A session of this implementation on one end of an in-memory connection, a scripted peer on the other.</summary>
internal sealed class SessionBench : IAsyncDisposable
{
    public const string Token = "demo:svc";
    public const string Capability = "provider-catalog-v1";
    private const string ClientIdentity = """{"context":"node-ipc-client","appId":"raw","pid":1}""";
    private const string DaemonIdentity = """{"context":"node-ipc-daemon","appId":"demo","instance":"default","pid":1}""";

    private SessionBench(TestNode node, WatchedTime time, bool dials, int capacity)
    {
        (InMemoryTransport ours, InMemoryTransport theirs) = InMemoryTransport.CreatePair(capacity);
        Node = node;
        Time = time;
        Peer = new RawPeer(theirs);
        Session = node.Attach(ours, dials);
    }

    public TestNode Node { get; }

    public NexusSession Session { get; }

    public RawPeer Peer { get; }

    public WatchedTime Time { get; }

    public NexusProxy Proxy => new(Session, Token, TimeSpan.FromSeconds(5));

    public static string Request(Dialect dialect, string id = "1") => dialect == Dialect.Modern ? $"""[10,{id},{ClientIdentity},null,["{Capability}"]]""" : $"[10,{id},{ClientIdentity},null]";

    public static string ReadyPacket(Dialect dialect, string id = "1", params string[] providers) =>
        dialect == Dialect.Modern ? $"""[14,{id},["{Capability}"],[{string.Join(',', providers.Select(p => $"\"{p}\""))}]]""" : $"[14,{id}]";

    /// <summary>What our daemon answers, to both dialects alike.</summary>
    public static string Ack(string id = "1", params string[] providers) =>
        $"""[11,{id},{DaemonIdentity},["{Capability}"],[{string.Join(',', (providers.Length > 0 ? providers : [Token]).Select(p => $"\"{p}\""))}]]""";

    /// <summary>What the peer answers in the place of a daemon.</summary>
    public static string PeerAck(Dialect dialect, string id = "1", params string[] providers) => dialect == Dialect.Modern ? Ack(id, providers) : $"[11,{id},{DaemonIdentity}]";

    /// <summary>A daemon before the handshake.</summary>
    public static SessionBench Daemon(INexusDispatcher service, Func<NexusDaemonOptions, NexusDaemonOptions>? configure = null, int capacity = 1024 * 1024)
    {
        WatchedTime time = new();
        NexusDaemonOptions options = new() { AppId = "demo", TimeProvider = time };
        return new(TestNode.Daemon(configure?.Invoke(options) ?? options).With(Token, service), time, dials: false, capacity);
    }

    /// <summary>A daemon with which the peer has shaken hands.</summary>
    public static async Task<SessionBench> ReadyDaemonAsync(
        INexusDispatcher service, Dialect dialect = Dialect.Modern, Func<NexusDaemonOptions, NexusDaemonOptions>? configure = null, int capacity = 1024 * 1024)
    {
        SessionBench bench = Daemon(service, configure, capacity);
        await bench.ShakeAsync(dialect);
        return bench;
    }

    /// <summary>A client whose request is under way.</summary>
    public static SessionBench Client(Func<NexusClientOptions, NexusClientOptions>? configure = null, int capacity = 1024 * 1024)
    {
        WatchedTime time = new();
        NexusClientOptions options = new() { AppId = "demo-cli", TimeProvider = time };
        return new(TestNode.Client(configure?.Invoke(options) ?? options), time, dials: true, capacity);
    }

    /// <summary>A client with which the peer has shaken hands.</summary>
    public static async Task<SessionBench> ReadyClientAsync(Dialect dialect = Dialect.Modern, Func<NexusClientOptions, NexusClientOptions>? configure = null, int capacity = 1024 * 1024)
    {
        SessionBench bench = Client(configure, capacity);
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync(PeerAck(dialect));
        await bench.Peer.ReceiveAsync();
        await bench.Session.Ready.OrHang();
        return bench;
    }

    public async Task ShakeAsync(Dialect dialect = Dialect.Modern)
    {
        await Peer.ExchangeAsync(Request(dialect), Ack());
        await Peer.SendAsync(ReadyPacket(dialect));
        await Session.Ready.OrHang();
    }

    public ValueTask<NexusValue> CallAsync(string member, params NexusValue[] arguments) => Proxy.CallAsync(member, arguments);

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await Peer.DisposeAsync();
    }
}
