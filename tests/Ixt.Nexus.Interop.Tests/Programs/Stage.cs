namespace Ixt.Nexus.Interop.Tests;

/// <summary>One Node process and, in this one, C# daemons and clients, with a folder of sockets between them.</summary>
/// <remarks>A daemon is <c>app</c> at <c>s.sock</c>, another instance of it at <c>INSTANCE.sock</c>; both sides' clients look there.</remarks>
internal sealed class Stage : IAsyncDisposable
{
    // As in node/peer.mjs: what a busy machine needs, unless a test says otherwise.
    private static readonly NexusClientOptions s_default = new();

    private readonly SocketFolder _folder = new();
    private readonly List<IAsyncDisposable> _players = [];

    /// <summary>The Node process.</summary>
    internal NodePeer Node { get; private set; } = null!;

    /// <summary>Where the daemons listen.</summary>
    internal string Socket(string name = "s") => _folder.Socket(name);

    internal static async Task<Stage> StartAsync()
    {
        Stage stage = new();
        try
        {
            stage.Node = await stage.NodeAsync();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another Node process.</summary>
    internal async Task<NodePeer> NodeAsync()
    {
        NodePeer node = await NodePeer.StartAsync(new Dictionary<string, string> { ["INTEROP_FOLDER"] = _folder.Path });
        _players.Add(node);
        return node;
    }

    /// <summary>A C# daemon that is not started.</summary>
    internal NexusDaemon Daemon(NexusDaemonOptions? options = null)
    {
        NexusDaemonOptions given = options ?? new();
        NexusDaemon daemon = NexusDaemon.Create(given with
        {
            CallTimeout = Patient(given.CallTimeout, s_default.CallTimeout),
            AuthTimeout = Patient(given.AuthTimeout, s_default.AuthTimeout),
            AppId = "app",
            Address = new NodeIpcSocketAddress.FilePath(Socket(given.Instance ?? "s")),
        });
        _players.Add(daemon);
        return daemon;
    }

    /// <summary>A C# daemon that listens and provides one service.</summary>
    internal async Task<NexusDaemon> DaemonAsync(string token, INexusDispatcher service, NexusDaemonOptions? options = null)
    {
        NexusDaemon daemon = Daemon(options).Provide(token, service);
        await daemon.StartAsync().Soon();
        return daemon;
    }

    /// <summary>A C# client.</summary>
    internal NexusClient Client(NexusClientOptions? options = null)
    {
        NexusClientOptions given = options ?? new();
        NexusClient client = NexusClient.Create(given with
        {
            CallTimeout = Patient(given.CallTimeout, s_default.CallTimeout),
            AuthTimeout = Patient(given.AuthTimeout, s_default.AuthTimeout),
            AppId = "cs-client",
            DefaultTarget = NexusTarget.Daemon("app"),
            ResolveAddress = target => new NodeIpcSocketAddress.FilePath(Socket(target.Instance ?? "s")),
        });
        _players.Add(client);
        return client;
    }

    private static TimeSpan Patient(TimeSpan given, TimeSpan standard) => given == standard ? Waiting.Limit : given;

    public async ValueTask DisposeAsync()
    {
        for (int i = _players.Count - 1; i >= 0; i--)
        {
            await _players[i].DisposeAsync();
        }

        _folder.Dispose();
    }
}
