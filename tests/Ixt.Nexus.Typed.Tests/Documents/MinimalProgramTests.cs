namespace Ixt.Nexus.Typed.Tests;

/// <summary>The smallest daemon and client, at the default path: what the guide begins with.</summary>
/// <remarks>Alone, because the default path hangs on an environment variable; the other tests name theirs.</remarks>
[Collection(nameof(MinimalProgramTests))]
[CollectionDefinition(nameof(MinimalProgramTests), DisableParallelization = true)]
public sealed class MinimalProgramTests : IDisposable
{
    private const string Variable = "XDG_RUNTIME_DIR";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly DirectoryInfo _runtime = Directory.CreateTempSubdirectory("nx"); // mode 0700
    private readonly TextWriter _console = Console.Out;

    public MinimalProgramTests() => Environment.SetEnvironmentVariable(Variable, _runtime.FullName);

    public void Dispose()
    {
        Console.SetOut(_console);
        Environment.SetEnvironmentVariable(Variable, _before);
        _runtime.Delete(recursive: true);
    }

    [Fact]
    public async Task The_minimal_daemon_and_client_work_as_they_are_written()
    {
        using StringWriter printed = new();
        Console.SetOut(printed);
        await RunAsync().Soon();
        Assert.Equal("echo:hello" + Environment.NewLine, printed.ToString());
        Assert.Empty(_runtime.GetFiles("*", SearchOption.AllDirectories)); // the socket has gone with its daemon
    }

    [Fact]
    public async Task It_listens_at_the_default_path()
    {
        await using NexusDaemon daemon = NexusDaemon.Create(new() { AppId = "example-app" }).Provide<IEcho>(new EchoService());
        await daemon.StartAsync().Soon();
        Assert.Equal(Path.Combine(_runtime.FullName, "nexus", "example-app", "default.sock"), daemon.SocketPath);
        Assert.Equal(NodeIpcAddress.Path(daemon.SocketPath), NodeIpcAddress.DefaultResolve(NexusTarget.Daemon("example-app")));
        Assert.True(File.Exists(daemon.SocketPath));
    }

    private static async Task RunAsync()
    {
        await using var daemon = NexusDaemon.Create(new() { AppId = "example-app" }).Provide<IEcho>(new EchoService());
        await daemon.StartAsync();

        await using var client = NexusClient.Create(new() { AppId = "example-app", DefaultTarget = NexusTarget.Daemon("example-app") });
        var echo = await client.CreateAsync<IEcho>();
        Console.WriteLine(await echo.EchoAsync("hello"));
    }
}
