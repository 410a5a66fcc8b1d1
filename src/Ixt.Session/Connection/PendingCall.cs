using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>A call that waits for its answer.</summary>
/// <remarks>Only <see cref="Succeed"/> may run what awaits it on its own thread, and only in a table made so.</remarks>
internal sealed class PendingCall<TAnswer>(CallTable<TAnswer> table, RequestId id, string what, TimeSpan timeout, bool isAlone) : DeadlineEntry
    where TAnswer : class
{
    private readonly TaskCompletionSource<TAnswer> _source = new(
        table.ContinuesHere ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    // Its only registrations are those of the wait for room, which complete a task that continues on the pool.
    // Made only for a call that has to wait.
    private CancellationTokenSource? _ended;

    internal RequestId Id { get; } = id;

    internal string What { get; } = what;

    internal TimeSpan Timeout { get; } = timeout;

    internal Task<TAnswer> Task => _source.Task;

    /// <summary>Fires when the call is given up on or fails while its frame still waits for room.</summary>
    internal CancellationToken Ended
    {
        get
        {
            CancellationTokenSource ended = Volatile.Read(ref _ended) ?? Interlocked.CompareExchange(ref _ended, new(), null) ?? _ended;
            if (_source.Task.IsCompleted)
            {
                // It may have ended before the source was there to be told.
                ended.Cancel();
            }

            return ended.Token;
        }
    }

    /// <summary>Whether no other call was outstanding when this one was made.</summary>
    internal bool IsAlone { get; } = isAlone;

    internal void Succeed(TAnswer answer) => _source.TrySetResult(answer);

    internal void Fail(Exception exception) => End(exception, default);

    internal void Cancel(CancellationToken cancellationToken) => End(null, cancellationToken);

    /// <summary>Fails the call because its frame could not be queued any more.</summary>
    internal void Lose(SessionClose? close)
    {
        table.Forget(this);
        Fail(SessionException.ConnectionLost(close));
    }

    internal override void OnDeadline() => table.TimedOut(this);

    // Called by timers, by whoever cancels and by the reader: what awaits the call runs on none of them.
    private void End(Exception? exception, CancellationToken cancellationToken)
    {
        if (table.ContinuesHere)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static s => s.Call.EndHere(s.exception, s.cancellationToken), (Call: this, exception, cancellationToken), preferLocal: false);
        }
        else
        {
            EndHere(exception, cancellationToken);
        }
    }

    private void EndHere(Exception? exception, CancellationToken cancellationToken)
    {
        _ = exception is null ? _source.TrySetCanceled(cancellationToken) : _source.TrySetException(exception);
        Volatile.Read(ref _ended)?.Cancel();
    }
}
