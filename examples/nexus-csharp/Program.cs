using System.Runtime.InteropServices;
using Ixt.Nexus;
using NexusExample;

// nexus-csharp daemon [INSTANCE]: until SIGTERM or Ctrl+C. nexus-csharp client: one call. Neither: both in one process.
switch (args)
{
    case ["daemon"]:
        await UntilStoppedAsync(await StartAsync());
        return 0;
    case ["daemon", string instance]:
        NexusDaemon other = NexusDaemon.Create(Composition.Instance(instance));
        await other.StartAsync();
        await UntilStoppedAsync(other);
        return 0;
    case ["client"]:
        await ClientAsync();
        return 0;
    case []:
        await BothAsync();
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: nexus-csharp [daemon [INSTANCE] | client]");
        return 64;
}

#region both
static async Task BothAsync()
{
    await using var daemon = NexusDaemon.Create(new() { AppId = "example-app" }).Provide<IEcho>(new EchoService());
    await daemon.StartAsync();

    await using var client = NexusClient.Create(new() { AppId = "example-app", DefaultTarget = NexusTarget.Daemon("example-app") });
    var echo = await client.CreateAsync<IEcho>();
    Console.WriteLine(await echo.EchoAsync("hello"));
}
#endregion

#region daemon
static async Task<NexusDaemon> StartAsync()
{
    NexusDaemon daemon = NexusDaemon.Create(new() { AppId = "example-app" }).Provide<IEcho>(new EchoService());
    await daemon.StartAsync();
    return daemon;
}
#endregion

static async Task UntilStoppedAsync(NexusDaemon daemon)
{
    TaskCompletionSource stop = new();
    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }

    using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    await using (daemon)
    {
        Console.WriteLine($"listening on {daemon.SocketPath}");
        await stop.Task;
    }
}

#region client
static async Task ClientAsync()
{
    await using NexusClient client = NexusClient.Create(new() { AppId = "example-app", DefaultTarget = NexusTarget.Daemon("example-app") });
    IEcho echo = await client.CreateAsync<IEcho>();
    Console.WriteLine(await echo.EchoAsync("hello"));
}
#endregion
