using Ixt.Wire;

namespace Ixt.Session;

/// <summary>Reads, hands on frames, and runs what they set going on the thread that read them: a wake-up of another thread would cost more than most handlers.</summary>
/// <remarks>User code may keep that thread, but never the reader: each of the two kinds sees to that in its own way.</remarks>
internal abstract class ReadLoop(Transport transport, FrameReader reader, OutgoingQueue queue, IFrameSink sink, Action<FrameFormat> onFormat) : IDisposable
{
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isFormatKnown;

    private protected Transport Transport { get; } = transport;

    private protected FrameReader Reader { get; } = reader;

    internal static ReadLoop Create(
        Transport transport, FrameReader reader, OutgoingQueue queue, IFrameSink sink, Action<FrameFormat> onFormat, TimeSpan spinTime) =>
        transport.CanWait
            ? new ThreadReadLoop(transport, reader, queue, sink, onFormat, spinTime)
            : new PoolReadLoop(transport, reader, queue, sink, onFormat);

    /// <summary>Starts reading.</summary>
    /// <returns>Completes when the stream ends: with <see langword="null"/> in order, else with what ended it. Never faults.</returns>
    internal Task<Exception?> RunAsync()
    {
        Start();
        return _ended.Task;
    }

    public virtual void Dispose()
    {
    }

    private protected abstract void Start();

    /// <summary>Hands the frames of one read to the sink.</summary>
    /// <param name="count">Bytes that came; not 0.</param>
    /// <param name="relief">Completes when the reader may read again.</param>
    /// <returns>What is to be run.</returns>
    private protected IReadBatch? HandOn(int count, out Task relief)
    {
        Reader.Advance(count);
        sink.OnReadStart();
        while (Reader.TryRead(out ReadOnlySpan<byte> frame))
        {
            if (!_isFormatKnown)
            {
                _isFormatKnown = true;
                onFormat(Reader.Format!.Value);
            }

            sink.OnFrame(frame);
        }

        IReadBatch? batch = sink.OnReadEnd();
        relief = queue.ReaderMayGoOnAsync();
        return batch;
    }

    private protected void End(Exception? fault)
    {
        // What the frames before the fault set going runs all the same.
        sink.OnReadEnd()?.Run(mayRunHere: false);
        _ended.TrySetResult(fault);
    }
}
