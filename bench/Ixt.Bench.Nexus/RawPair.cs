using System.Diagnostics;
using System.Net.Sockets;
using Ixt.Bench.Ipc;

namespace Ixt.Bench.Nexus;

/// <summary>The floor: the same bytes over the same kind of socket, this process against a child that sends them back.</summary>
internal sealed class RawPair : IContestant
{
    private readonly Process _process;
    private readonly Socket _socket;

    private RawPair(Process process, Socket socket)
    {
        _process = process;
        _socket = socket;
    }

    public string Name => Contestants.Raw;

    internal static async Task<RawPair> StartAsync()
    {
        (Process process, Socket socket) = await Children.StartRawAsync();
        return new RawPair(process, socket);
    }

    public async Task<Figures> MeasureAsync(NexusCase row, TimeSpan window)
    {
        Sample sample = await RawLoad.MeasureAsync(_socket, _process, row.FrameLength, row.InFlight, Budget.Time(window));
        return new Figures(sample.Micros, sample.Cpu, 0, 0);
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
