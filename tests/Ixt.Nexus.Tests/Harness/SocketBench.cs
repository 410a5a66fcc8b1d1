using Ixt.Session;

namespace Ixt.Nexus.Tests;

/// <summary>Daemons and clients on real sockets, in a directory of the test's own.</summary>
internal sealed class SocketBench : IAsyncDisposable
{
    private readonly TempDirectory _temp = new();
    private readonly List<NexusNode> _nodes = [];

    /// <summary>Where a daemon of that name listens.</summary>
    public NodeIpcSocketAddress.FilePath this[string name] => new(_temp[name + ".sock"]);

    public NexusDaemon Daemon(string name = "app", Func<NexusDaemonOptions, NexusDaemonOptions>? configure = null)
    {
        NexusDaemonOptions options = new() { AppId = name, Address = this[name] };
        NexusDaemon daemon = NexusDaemon.Create(configure?.Invoke(options) ?? options).Provide(SessionBench.Token, DemoService.Create());
        _nodes.Add(daemon);
        return daemon;
    }

    public async Task<NexusDaemon> StartAsync(string name = "app", Func<NexusDaemonOptions, NexusDaemonOptions>? configure = null)
    {
        NexusDaemon daemon = Daemon(name, configure);
        await daemon.StartAsync().OrHang();
        return daemon;
    }

    public NexusClient Client(Func<NexusClientOptions, NexusClientOptions>? configure = null)
    {
        NexusClientOptions options = new() { AppId = "cli", DefaultTarget = NexusTarget.Daemon("app"), ResolveAddress = t => this[t.Instance is null ? t.AppId : $"{t.AppId}-{t.Instance}"] };
        NexusClient client = NexusClient.Create(configure?.Invoke(options) ?? options);
        _nodes.Add(client);
        return client;
    }

    /// <summary>A scripted client.</summary>
    public async Task<RawPeer> ConnectAsync(string name = "app") => new(await UnixSocketTransport.ConnectAsync(this[name].Value));

    public async ValueTask DisposeAsync()
    {
        foreach (NexusNode node in _nodes)
        {
            await node.DisposeAsync();
        }

        _temp.Dispose();
    }
}
