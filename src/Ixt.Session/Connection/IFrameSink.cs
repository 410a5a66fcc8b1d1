using Ixt.Wire;

namespace Ixt.Session;

/// <summary>What a <see cref="Connection"/> hands its frames to, on the reader: must not block and must not run user code.</summary>
internal interface IFrameSink
{
    /// <summary>The frames of one read follow, if it brought a whole one.</summary>
    void OnReadStart();

    /// <summary>A whole frame, in place: dead when this returns.</summary>
    void OnFrame(ReadOnlySpan<byte> frame);

    /// <summary>The frames of one read are all here. May be called again before the next read.</summary>
    /// <param name="mayRunHere">The next read has been handed over, so that user code may keep this thread for as long as it likes.</param>
    void OnReadEnd(bool mayRunHere);

    /// <summary>The stream can't be trusted any more. Called at most once, and nothing after it.</summary>
    void OnBadStream(FrameException fault);
}
