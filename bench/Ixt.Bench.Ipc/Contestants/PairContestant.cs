using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>A server and a client that are both programs of others; the client takes orders.</summary>
internal sealed class PairContestant : IContestant
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly int[] s_sizes = [1, 32, 1024, 64 * 1024, 1024 * 1024];

    private readonly DirectoryInfo _directory;
    private readonly Peer _server;
    private readonly Peer _client;

    private PairContestant(DirectoryInfo directory, Peer server, Peer client)
    {
        _directory = directory;
        _server = server;
        _client = client;
    }

    public Process Callee => _server.Process;

    /// <exception cref="MissingPeerException">There is no Node.</exception>
    internal static async Task<Func<Task<IContestant>>> JsonLinesAsync()
    {
        await Programs.RunAsync("node", ["--version"]);
        return () => StartAsync(
            new ProcessStartInfo("node", [Programs.Beside("Node", "json-server.mjs")]), new ProcessStartInfo("node", [Programs.Beside("Node", "json-client.mjs")]));
    }

    /// <exception cref="MissingPeerException">There is no Node, or the packages can't be installed.</exception>
    internal static async Task<Func<Task<IContestant>>> NexusAsync()
    {
        NodePrograms node = await NodePrograms.InstallAsync();
        return () => StartAsync(node.Daemon(), node.Client());
    }

    public Task CallOnceAsync() => AskAsync(new Order(32, 1, TimeSpan.Zero));

    // The client compares every answer, in measurements as well: next to what Node takes for the rest that is nothing.
    public async Task CheckAsync()
    {
        foreach (int size in s_sizes)
        {
            await AskAsync(new Order(size, 1, TimeSpan.Zero));
        }

        await AskAsync(new Order(256, 32, TimeSpan.Zero));
    }

    public async Task<Sample> MeasureAsync(BenchCase row, Budget budget)
    {
        TimeSpan cpu = _server.Cpu + _client.Cpu;
        Tally tally = await AskAsync(new Order(row.Payload, row.InFlight, budget.Window));
        cpu = _server.Cpu + _client.Cpu - cpu;
        return new Sample(tally.Micros / tally.Calls, cpu.TotalMicroseconds / tally.Calls, null, tally.Latency.Length > 0 ? tally.Latency : null);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static async Task<IContestant> StartAsync(ProcessStartInfo serverProgram, ProcessStartInfo clientProgram)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("ixt-bench-");
        Peer? server = null;
        try
        {
            string path = Path.Combine(directory.FullName, "s.sock");
            serverProgram.ArgumentList.Add(path);
            clientProgram.ArgumentList.Add(path);
            server = await Peer.StartAsync("server", serverProgram);
            return new PairContestant(directory, server, await Peer.StartAsync("client", clientProgram));
        }
        catch
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            directory.Delete(recursive: true);
            throw;
        }
    }

    private async Task<Tally> AskAsync(Order order) => Tally.Parse(await _client.AskAsync(order.ToLine(), order.Window + s_patience));
}
