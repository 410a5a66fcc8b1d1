using System.Diagnostics;
using System.Net.Sockets;

namespace Ixt.Bench.Ipc;

/// <summary>A floor: what the bytes of the request alone cost, in one of its encodings.</summary>
internal sealed class RawContestant : IContestant
{
    private readonly Socket _socket;
    private readonly Func<int, int> _frameLength;

    private RawContestant(Process process, Socket socket, Func<int, int> frameLength)
    {
        Callee = process;
        _socket = socket;
        _frameLength = frameLength;
    }

    public Process Callee { get; }

    /// <param name="frameLength">From a payload's bytes to those of the frame that it is sent in.</param>
    internal static async Task<IContestant> StartAsync(Func<int, int> frameLength)
    {
        (Process process, Socket socket) = await Children.StartRawAsync();
        return new RawContestant(process, socket, frameLength);
    }

    public Task CallOnceAsync() => MeasureAsync(new BenchCase(32, 1), Budget.Calls(1, 1));

    public async Task CheckAsync()
    {
        byte[] sent = Payloads.Random(1024 * 1024);
        byte[] back = new byte[sent.Length];
        Task sending = RawEcho.SendAllAsync(_socket, sent);
        for (int received = 0; received < back.Length;)
        {
            int count = await _socket.ReceiveAsync(back.AsMemory(received));
            received += count > 0 ? count : throw new IOException("The raw echo closed the connection.");
        }

        await sending;
        if (!back.AsSpan().SequenceEqual(sent))
        {
            throw new InvalidOperationException("The raw echo sent other bytes back.");
        }
    }

    public Task<Sample> MeasureAsync(BenchCase row, Budget budget) => RawLoad.MeasureAsync(_socket, Callee, _frameLength(row.Payload), row.InFlight, budget);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await Ending.WaitAsync(Callee);
    }
}
