using System.Diagnostics;
using System.Net.Sockets;

namespace Ixt.Bench.Ipc;

/// <summary>The floor: the same bytes over the same kind of socket, with nothing done to them.</summary>
internal static class RawEcho
{
    private const int BufferSize = 256 * 1024;

    /// <summary>The child: sends back what comes.</summary>
    internal static async Task ServeAsync(string path)
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        byte[] buffer = new byte[BufferSize];
        while (true)
        {
            int count = await socket.ReceiveAsync(buffer.AsMemory());
            if (count == 0)
            {
                return;
            }

            await SendAllAsync(socket, buffer.AsMemory(0, count));
        }
    }

    /// <summary>The parent: keeps so many frames of one length under way and counts those that are back.</summary>
    internal static async Task<Sample> MeasureAsync(Socket socket, Process echo, int frameLength, int inFlight, TimeSpan window)
    {
        byte[] frames = new byte[frameLength * inFlight];
        byte[] buffer = new byte[BufferSize];
        long sent = inFlight;
        long done = 0;
        long received = 0;
        TimeSpan cpu = Cpu(echo);
        long start = Stopwatch.GetTimestamp();

        // Reader and writer apart: one loop that does both stands still when both directions are full.
        Task sending = SendAllAsync(socket, frames);
        while (done < sent)
        {
            int count = await socket.ReceiveAsync(buffer.AsMemory());
            if (count == 0)
            {
                throw new IOException("The raw echo closed the connection.");
            }

            received += count;
            long back = (received / frameLength) - done;
            done += back;
            if (back > 0 && Stopwatch.GetElapsedTime(start) < window)
            {
                // Not awaited here: the echo may be stuck in its own sending until more is received.
                sending = SendAfterAsync(sending, socket, frames.AsMemory(0, (int)back * frameLength));
                sent += back;
            }
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        await sending;
        return new Sample(elapsed.TotalMicroseconds / done, (Cpu(echo) - cpu).TotalMicroseconds / done, 0);
    }

    private static TimeSpan Cpu(Process echo)
    {
        echo.Refresh();
        return echo.TotalProcessorTime + Environment.CpuUsage.TotalTime;
    }

    private static async Task SendAfterAsync(Task earlier, Socket socket, ReadOnlyMemory<byte> bytes)
    {
        await earlier;
        await SendAllAsync(socket, bytes);
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }
}
