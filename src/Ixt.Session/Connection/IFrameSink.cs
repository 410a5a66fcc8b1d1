using Ixt.Wire;

namespace Ixt.Session;

/// <summary>What a <see cref="Connection"/> hands its frames to, on the reader: must not block and must not run user code.</summary>
internal interface IFrameSink
{
    /// <summary>A whole frame, in place: dead when this returns.</summary>
    void OnFrame(ReadOnlySpan<byte> frame);

    /// <summary>The stream can't be trusted any more. Called at most once, and nothing after it.</summary>
    void OnBadStream(FrameException fault);
}
