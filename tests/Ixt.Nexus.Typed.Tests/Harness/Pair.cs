namespace Ixt.Nexus.Typed.Tests;

/// <summary>A daemon and a client of this process, with a real socket between them.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private const string App = "typed-tests";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("nx"); // mode 0700
    private readonly Action<NexusDaemon> _provide;
    private readonly NodeIpcSocketAddress _address;
    private readonly NexusLimits _limits;

    private Pair(Action<NexusDaemon> provide, NexusLimits limits, NexusPolicy? clientPolicy)
    {
        _provide = provide;
        _limits = limits;
        _address = new NodeIpcSocketAddress.FilePath(Path.Combine(_directory.FullName, "d.sock"));
        Daemon = MakeDaemon();
        Client = NexusClient.Create(new()
        {
            AppId = App,
            DefaultTarget = NexusTarget.Daemon(App),
            ResolveAddress = _ => _address,
            CallTimeout = TestTimeouts.Default,
            Limits = limits,
            Policy = clientPolicy,
        });
    }

    internal NexusDaemon Daemon { get; private set; }

    internal NexusClient Client { get; }

    internal static async Task<Pair> StartAsync(Action<NexusDaemon> provide, NexusLimits? limits = null, NexusPolicy? clientPolicy = null)
    {
        Pair pair = new(provide, limits ?? new(), clientPolicy);
        await pair.Daemon.StartAsync().Soon();
        return pair;
    }

    internal async Task StopDaemonAsync() => await Daemon.DisposeAsync().AsTask().Soon();

    internal async Task RestartDaemonAsync()
    {
        await StopDaemonAsync();
        Daemon = MakeDaemon();
        await Daemon.StartAsync().Soon();
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Daemon.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private NexusDaemon MakeDaemon()
    {
        NexusDaemon daemon = NexusDaemon.Create(new() { AppId = App, Address = _address, CallTimeout = TestTimeouts.Default, Limits = _limits });
        _provide(daemon);
        return daemon;
    }
}
