using Ixt.Nexus;

namespace Ixt.Bench.Nexus;

/// <summary>The child that is a C# daemon. Lives until its standard input ends.</summary>
internal static class DaemonPeer
{
    internal static async Task RunAsync(string socket)
    {
        await using NexusDaemon daemon = NexusDaemon
            .Create(new() { AppId = BenchService.AppId, Address = new NodeIpcSocketAddress.FilePath(socket) })
            .Provide(BenchService.Token, BenchService.Create());
        await daemon.StartAsync();
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
    }
}
