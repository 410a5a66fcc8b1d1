using Ixt.Wire;

namespace Ixt.Session;

/// <summary>What a <see cref="ReadLoop"/> hands its frames to, on the reader: must not block and must not run user code.</summary>
internal interface IFrameSink
{
    /// <summary>The whole frames of one read follow, if it brought any.</summary>
    void OnReadStart();

    /// <summary>A whole frame, in place: dead when this returns.</summary>
    void OnFrame(ReadOnlySpan<byte> frame);

    /// <summary>The frames of one read are all here.</summary>
    /// <returns>What they set going, if anything; the caller runs it.</returns>
    IReadBatch? OnReadEnd();

    /// <summary>The stream can't be trusted any more. Called at most once, and nothing after it.</summary>
    void OnBadStream(FrameException fault);
}
