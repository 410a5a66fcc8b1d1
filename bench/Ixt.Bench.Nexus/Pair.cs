using System.Diagnostics;
using Ixt.Bench.Ipc;

namespace Ixt.Bench.Nexus;

/// <summary>A client and a daemon of its own, each in its own process, on one socket.</summary>
internal sealed class Pair : IContestant
{
    private readonly Peer _daemon;
    private readonly Peer _client;

    private Pair(string name, Peer daemon, Peer client)
    {
        Name = name;
        _daemon = daemon;
        _client = client;
    }

    public string Name { get; }

    internal static async Task<Pair> StartAsync(string name, string socket, ProcessStartInfo daemonProgram, ProcessStartInfo clientProgram)
    {
        daemonProgram.ArgumentList.Add(socket);
        clientProgram.ArgumentList.Add(socket);
        Peer daemon = await Peer.StartAsync($"daemon of {name}", daemonProgram);
        try
        {
            return new Pair(name, daemon, await Peer.StartAsync($"client of {name}", clientProgram));
        }
        catch
        {
            await daemon.DisposeAsync();
            throw;
        }
    }

    public async Task<Figures> MeasureAsync(NexusCase row, TimeSpan window)
    {
        TimeSpan cpu = _daemon.Cpu + _client.Cpu;
        Order order = new(row.Size, row.InFlight, window);
        Tally tally = Tally.Parse(await _client.AskAsync(order.ToLine(), window + TimeSpan.FromSeconds(30)));
        cpu = _daemon.Cpu + _client.Cpu - cpu;
        return new Figures(
            tally.Micros / tally.Calls, cpu.TotalMicroseconds / tally.Calls, (double)tally.ClientBytes / tally.Calls, (double)tally.DaemonBytes / tally.Calls);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _daemon.DisposeAsync();
    }
}
