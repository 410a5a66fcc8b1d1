using System.Runtime.CompilerServices;

namespace Ixt.Nexus;

/// <summary>Awaits the reader's next read, and completes a call meanwhile.</summary>
/// <remarks>
/// A lone answer would otherwise cost its caller the wake-up of another thread. So the thread that brought it goes on with what awaits the call,
/// but only after the read was handed over, to be continued on whichever thread its bytes arrive: however long the caller keeps this one, the reader does not wait for it.
/// </remarks>
internal readonly struct ReadThenComplete : ICriticalNotifyCompletion
{
    private readonly ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private readonly PendingCall? _call;

    /// <param name="read">The next read, begun.</param>
    /// <param name="call">A call whose result is held, or null.</param>
    internal ReadThenComplete(ValueTask<int> read, PendingCall? call)
    {
        _read = read.ConfigureAwait(false).GetAwaiter();
        _call = call;
        IsCompleted = _read.IsCompleted;
        if (IsCompleted)
        {
            // This thread goes on reading.
            call?.CompleteElsewhere();
        }
    }

    public bool IsCompleted { get; }

    public ReadThenComplete GetAwaiter() => this;

    public int GetResult() => _read.GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        PendingCall? call = _call;
        _read.UnsafeOnCompleted(continuation);
        call?.CompleteHere();
    }
}
