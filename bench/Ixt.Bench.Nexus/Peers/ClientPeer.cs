using System.Diagnostics;
using Ixt.Bench.Ipc;
using Ixt.Nexus;

namespace Ixt.Bench.Nexus;

/// <summary>The child that is a C# client. Takes orders line by line until its standard input ends.</summary>
internal static class ClientPeer
{
    internal static async Task RunAsync(string socket)
    {
        await using NexusClient client = NexusClient.Create(new() { AppId = BenchService.AppId, ResolveAddress = _ => new NodeIpcSocketAddress.FilePath(socket) });
        NexusProxy service = await client.CreateAsync(BenchService.Token, NexusTarget.Daemon(BenchService.AppId));
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine((await MeasureAsync(service, Order.Parse(line))).ToLine());
        }
    }

    private static async Task<Tally> MeasureAsync(NexusProxy service, Order order)
    {
        NexusValue text = new string('x', order.Size);
        long daemon = await AllocatedAsync(service);
        long own = GC.GetTotalAllocatedBytes(precise: false);
        long start = Stopwatch.GetTimestamp();
        Task<int>[] lanes = [.. Enumerable.Range(0, order.InFlight).Select(_ => order.Size == 0 ? AddAsync(service, start, order.Window) : EchoAsync(service, text, start, order.Window))];
        int calls = (await Task.WhenAll(lanes)).Sum();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        own = GC.GetTotalAllocatedBytes(precise: false) - own;
        return new Tally(calls, elapsed.TotalMicroseconds, own, await AllocatedAsync(service) - daemon, []);
    }

    private static async Task<int> AddAsync(NexusProxy service, long start, TimeSpan window)
    {
        int done = 0;
        do
        {
            Demand((await service.CallAsync("add", done, 1)).AsInt32() == done + 1);
            done++;
        }
        while (Stopwatch.GetElapsedTime(start) < window);
        return done;
    }

    private static async Task<int> EchoAsync(NexusProxy service, NexusValue text, long start, TimeSpan window)
    {
        int done = 0;
        do
        {
            Demand(await service.CallAsync("echo", text) == text);
            done++;
        }
        while (Stopwatch.GetElapsedTime(start) < window);
        return done;
    }

    private static async Task<long> AllocatedAsync(NexusProxy service) => (await service.CallAsync("allocated")).AsInt64();

    private static void Demand(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidOperationException("A wrong answer.");
        }
    }
}
