using System.Buffers;
using System.Diagnostics;
using Ixt.Wire;

namespace Ixt.Bench.Ipc;

/// <summary>Measures whether a byte of a large frame costs more than one of a small frame, where every byte arrives on its own.</summary>
/// <remarks>In this process, through the reader that sessions have: a system call for each of the bytes would hide what the reader does.</remarks>
internal static class SlowFrames
{
    private const int Small = 1024 * 1024;

    // So many small frames are as long as the largest that there may be.
    private const int SmallInLarge = 16;

    private static readonly TimeSpan s_warmup = TimeSpan.FromSeconds(0.4);

    internal static IReadOnlyList<SlowFrame> Measure(int repetitions) => [.. Measure(FrameFormat.LengthLittleEndian, repetitions), .. Measure(FrameFormat.Ndjson, repetitions)];

    private static SlowFrame[] Measure(FrameFormat framing, int repetitions)
    {
        ReadOnlyMemory<byte> small = Frame(framing, Small - Framing.HeaderSize(framing) - Framing.TrailerSize(framing));
        ReadOnlyMemory<byte> large = Frame(framing, FrameLimits.MaxFrame);
        Budget warmup = Budget.Time(s_warmup);
        while (warmup.TryTake())
        {
            Read(framing, small.Span, 1);
        }

        // Fresh pages for an array this large would be what the first repetition measures.
        Read(framing, large.Span, 1);
        List<double> nanosOfSmall = [];
        List<double> nanosOfLarge = [];
        for (int i = 0; i < repetitions; i++)
        {
            nanosOfSmall.Add(Read(framing, small.Span, SmallInLarge));
            nanosOfLarge.Add(Read(framing, large.Span, 1));
        }

        return [new SlowFrame(framing, small.Length, nanosOfSmall), new SlowFrame(framing, large.Length, nanosOfLarge)];
    }

    private static ReadOnlyMemory<byte> Frame(FrameFormat framing, int payload)
    {
        ArrayBufferWriter<byte> frame = new();
        byte[] bytes = new byte[payload];
        bytes.AsSpan().Fill((byte)'x');
        Framing.Write(frame, framing, bytes);
        return frame.WrittenMemory;
    }

    // Nanoseconds per byte. Each frame has a reader of its own, whose buffer has to grow to it.
    private static double Read(FrameFormat framing, ReadOnlySpan<byte> frame, int times)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            Read(framing, frame);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / ((double)frame.Length * times);
    }

    private static void Read(FrameFormat framing, ReadOnlySpan<byte> frame)
    {
        using FrameReader reader = new(framing);
        ReadOnlySpan<byte> payload = default;
        int arrived = 0;
        for (bool isWhole = false; !isWhole; isWhole = reader.TryRead(out payload))
        {
            reader.GetMemory().Span[0] = frame[arrived++];
            reader.Advance(1);
        }

        if (arrived != frame.Length || payload.Length != frame.Length - Framing.HeaderSize(framing) - Framing.TrailerSize(framing))
        {
            throw new InvalidOperationException($"A frame of {frame.Length} bytes was read as one of {payload.Length}, after {arrived}.");
        }
    }
}
