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
    private readonly NexusSession _session;

    /// <param name="read">The next read, begun.</param>
    /// <param name="session">May hold a call that was answered.</param>
    internal ReadThenComplete(ValueTask<int> read, NexusSession session)
    {
        _read = read.ConfigureAwait(false).GetAwaiter();
        _session = session;
        IsCompleted = _read.IsCompleted;
        if (IsCompleted)
        {
            // This thread goes on reading.
            session.TakeHeld()?.CompleteElsewhere();
        }
    }

    public bool IsCompleted { get; }

    public ReadThenComplete GetAwaiter() => this;

    public int GetResult() => _read.GetResult();

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        // Taken before, because the next read may be over before this returns; and not kept in a field, because this lives until then.
        PendingCall? call = _session.TakeHeld();
        _read.UnsafeOnCompleted(continuation);
        call?.CompleteHere();
    }
}
