using Ixt.Wire;

namespace Ixt.Bench.Ipc;

/// <summary>What one frame costs its reader when it arrives byte by byte.</summary>
/// <param name="Framing">How its end is told.</param>
/// <param name="Length">Bytes, whatever marks its beginning or its end included.</param>
/// <param name="NanosPerByte">Nanoseconds per byte, of each repetition.</param>
internal sealed record SlowFrame(FrameFormat Framing, int Length, IReadOnlyList<double> NanosPerByte)
{
    /// <summary>As people write it.</summary>
    internal string Name => $"a frame of {Length / (1024 * 1024)} MiB, {(Framing == FrameFormat.Ndjson ? "a line" : "after its length")}";
}
