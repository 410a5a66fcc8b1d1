namespace Ixt.Nexus.Typed.Tests;

/// <summary>Several daemons of this process, and clients that find them by application and instance.</summary>
internal sealed class Daemons : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("nx"); // mode 0700
    private readonly List<NexusNode> _nodes = [];

    internal async Task<NexusDaemon> StartAsync(string appId, string? instance, params NexusProvider[] providers)
    {
        NexusDaemon daemon = NexusDaemon.Create(new()
        {
            AppId = appId,
            Instance = instance,
            Address = At(NexusTarget.Daemon(appId, instance)),
            CallTimeout = TestTimeouts.Default,
            Providers = providers,
        });
        _nodes.Add(daemon);
        await daemon.StartAsync().Soon();
        return daemon;
    }

    internal NexusClient Client(NexusClientOptions? options = null)
    {
        NexusClient client = NexusClient.Create((options ?? new()) with { AppId = "typed-client", ResolveAddress = At, CallTimeout = TestTimeouts.Default });
        _nodes.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (NexusNode node in _nodes)
        {
            await node.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    private NodeIpcSocketAddress At(NexusTarget target) => NodeIpcAddress.Path(Path.Combine(_directory.FullName, $"{target.AppId}-{target.Instance ?? NexusIdentity.DefaultInstance}.sock"));
}
