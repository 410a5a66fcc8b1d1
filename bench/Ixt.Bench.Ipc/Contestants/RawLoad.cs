using System.Diagnostics;
using System.Net.Sockets;

namespace Ixt.Bench.Ipc;

/// <summary>The calling side of the raw echo: keeps so many frames of one length under way and counts those that are back.</summary>
internal static class RawLoad
{
    internal static async Task<Sample> MeasureAsync(Socket socket, Process echo, int frameLength, int inFlight, Budget budget)
    {
        byte[] frames = new byte[frameLength * inFlight];
        byte[] buffer = new byte[RawEcho.BufferSize];
        LatencyHistogram? latency = inFlight == 1 ? new() : null;
        long sent = inFlight;
        long done = 0;
        long received = 0;
        TimeSpan cpu = Cpu(echo);
        long start = Stopwatch.GetTimestamp();
        long from = start;

        // Reader and writer apart: one loop that does both stands still when both directions are full.
        Task sending = RawEcho.SendAllAsync(socket, frames);
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
            if (back == 0)
            {
                continue;
            }

            if (latency is not null)
            {
                long now = Stopwatch.GetTimestamp();
                latency.Add(now - from);
                from = now;
            }

            int next = Granted(budget, back);
            if (next > 0)
            {
                // Not awaited here: the echo may be stuck in its own sending until more is received.
                sending = SendAfterAsync(sending, socket, frames.AsMemory(0, next * frameLength));
                sent += next;
            }
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        await sending;
        return new Sample(elapsed.TotalMicroseconds / done, (Cpu(echo) - cpu).TotalMicroseconds / done, 0, latency?.Quantiles());
    }

    private static int Granted(Budget budget, long wanted)
    {
        int granted = 0;
        while (granted < wanted && budget.TryTake())
        {
            granted++;
        }

        return granted;
    }

    private static async Task SendAfterAsync(Task earlier, Socket socket, ReadOnlyMemory<byte> bytes)
    {
        await earlier;
        await RawEcho.SendAllAsync(socket, bytes);
    }

    private static TimeSpan Cpu(Process echo) => ProcessUsage.Cpu(echo) + Environment.CpuUsage.TotalTime;
}
