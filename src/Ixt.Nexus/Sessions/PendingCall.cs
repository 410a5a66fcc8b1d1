using System.Threading.Tasks.Sources;
using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>A call that waits for the peer's answer. Whoever takes it out of the session's table completes it, once.</summary>
/// <param name="session">Where it was made.</param>
/// <param name="id">Its id on the wire.</param>
/// <param name="target">What it is a call of, or null for a service: held, since its finalizer would free it at the peer, which still works on the call.</param>
/// <param name="timeout">How long it waits.</param>
internal sealed class PendingCall(NexusSession session, long id, NexusRef? target, TimeSpan timeout) : DeadlineEntry, IValueTaskSource<NexusValue>
{
    // Continuations don't run on the thread that completes them, which may be the reader or hold locks; CompleteHere is the exception.
    private ManualResetValueTaskSourceCore<NexusValue> _core = new() { RunContinuationsAsynchronously = true };
    private NexusValue _result;

    internal NexusSession Session => session;

    internal long Id => id;

    internal NexusRef? Target => target;

    internal TimeSpan Timeout => timeout;

    /// <summary>To be awaited once.</summary>
    internal ValueTask<NexusValue> Result => new(this, _core.Version);

    /// <summary>Has the result ready for <see cref="CompleteHere"/> or <see cref="CompleteElsewhere"/>.</summary>
    internal void Hold(NexusValue result) => _result = result;

    /// <summary>Goes on with what awaits the call on this thread, which nobody else must be waiting for.</summary>
    internal void CompleteHere()
    {
        _core.RunContinuationsAsynchronously = false;
        _core.SetResult(_result);
    }

    /// <summary>Goes on with what awaits the call on the pool.</summary>
    internal void CompleteElsewhere() => _core.SetResult(_result);

    internal void Fail(Exception exception) => _core.SetException(exception);

    internal void Cancel(CancellationToken cancellationToken) => _core.SetException(new TaskCanceledException(null, null, cancellationToken));

    internal override void OnDeadline() => session.TimedOut(this);

    NexusValue IValueTaskSource<NexusValue>.GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            // The reader may hold the call until its next packet, and with it references that the garbage collector should free.
            _result = default;
            _core.Reset();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<NexusValue>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<NexusValue>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
