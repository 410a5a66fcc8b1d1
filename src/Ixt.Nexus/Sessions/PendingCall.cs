using System.Threading.Tasks.Sources;
using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>A call that waits for the peer's answer. Whoever takes it out of the session's table completes it, once.</summary>
/// <remarks>It may stay on a stack for as long as what awaited it runs, so it lets go of the result, and of what it is a call of, as soon as it can: references in them are freed by their finalizers.</remarks>
internal sealed class PendingCall : DeadlineEntry, IValueTaskSource<NexusValue>
{
    // Continuations don't run on the thread that completes them, which may be the reader or hold locks; CompleteHere is the exception.
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private NexusValue _result;
    private NexusRef? _target;

    /// <param name="session">Where it was made.</param>
    /// <param name="id">Its id on the wire.</param>
    /// <param name="target">What it is a call of, or null for a service: kept until the answer is there, since its finalizer would free it at the peer.</param>
    /// <param name="timeout">How long it waits.</param>
    internal PendingCall(NexusSession session, long id, NexusRef? target, TimeSpan timeout)
    {
        Session = session;
        Id = id;
        _target = target;
        Timeout = timeout;
    }

    internal NexusSession Session { get; }

    internal long Id { get; }

    internal TimeSpan Timeout { get; }

    /// <summary>To be awaited once.</summary>
    internal ValueTask<NexusValue> Result => new(this, _core.Version);

    /// <summary>Has the result ready for <see cref="CompleteHere"/> or <see cref="CompleteElsewhere"/>.</summary>
    internal void Hold(NexusValue result)
    {
        GC.KeepAlive(_target);
        _target = null;
        _result = result;
    }

    /// <summary>Goes on with what awaits the call on this thread, which nobody else must be waiting for.</summary>
    internal void CompleteHere()
    {
        _core.RunContinuationsAsynchronously = false;
        _core.SetResult(true);
    }

    /// <summary>Goes on with what awaits the call on the pool.</summary>
    internal void CompleteElsewhere() => _core.SetResult(true);

    internal void Fail(Exception exception) => _core.SetException(exception);

    internal void Cancel(CancellationToken cancellationToken) => _core.SetException(new TaskCanceledException(null, null, cancellationToken));

    internal override void OnDeadline() => Session.TimedOut(this);

    NexusValue IValueTaskSource<NexusValue>.GetResult(short token)
    {
        _core.GetResult(token);
        NexusValue result = _result;
        _result = default;
        return result;
    }

    ValueTaskSourceStatus IValueTaskSource<NexusValue>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<NexusValue>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
