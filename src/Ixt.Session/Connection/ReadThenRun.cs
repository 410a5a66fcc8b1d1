using System.Runtime.CompilerServices;

namespace Ixt.Session;

/// <summary>Awaits the reader's next read, and meanwhile lets this thread run what the last one brought.</summary>
/// <remarks>
/// What a frame sets going would otherwise cost the wake-up of another thread. The read is handed over first, to go on on whichever
/// thread its bytes arrive: however long user code keeps this one, the reader does not wait for it.
/// </remarks>
internal readonly struct ReadThenRun : ICriticalNotifyCompletion
{
    private readonly ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private readonly IFrameSink _sink;

    /// <param name="read">The next read, begun.</param>
    /// <param name="sink">Has the frames of the last one.</param>
    internal ReadThenRun(ValueTask<int> read, IFrameSink sink)
    {
        _read = read.ConfigureAwait(false).GetAwaiter();
        _sink = sink;
        IsCompleted = _read.IsCompleted;
        if (IsCompleted)
        {
            // This thread goes on reading.
            sink.OnReadEnd(mayRunHere: false);
        }
    }

    public bool IsCompleted { get; }

    public ReadThenRun GetAwaiter() => this;

    public int GetResult() => _read.GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        // Kept on the stack: the next read may be over, and this struct with it, before the sink returns.
        IFrameSink sink = _sink;
        _read.UnsafeOnCompleted(continuation);
        sink.OnReadEnd(mayRunHere: true);
    }
}
