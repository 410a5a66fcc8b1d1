using System.Diagnostics.CodeAnalysis;
using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>The calls of one side that wait for their answers, by id.</summary>
/// <typeparam name="TAnswer">What answers a call.</typeparam>
internal sealed class CallTable<TAnswer>(int limit, TimeProvider time, Func<long, RequestId> newId, Action<PendingCall<TAnswer>> onGivenUp, bool continuesHere = false) : IDisposable
    where TAnswer : class
{
    // Ids given up on are remembered so that a late answer is not mistaken for one to an unknown id; as many as may be outstanding.
    private readonly HashSet<RequestId> _givenUp = [];
    private readonly Queue<RequestId> _givenUpOrder = new();
    private readonly Dictionary<RequestId, PendingCall<TAnswer>> _calls = [];
    private readonly DeadlineQueue _deadlines = new(time);
    private readonly Lock _gate = new();
    private SessionClose? _close;
    private bool _closed;
    private long _lastId;

    /// <summary>Whether what awaits a call may run on the thread that brings its answer.</summary>
    internal bool ContinuesHere { get; } = continuesHere;

    /// <summary>Registers a call; its deadline starts now.</summary>
    /// <exception cref="SessionException"><c>OVERLOADED</c> or <c>CONNECTION_LOST</c>.</exception>
    internal PendingCall<TAnswer> Add(string what, TimeSpan timeout)
    {
        PendingCall<TAnswer> call;
        lock (_gate)
        {
            if (_closed)
            {
                throw SessionException.ConnectionLost(_close);
            }

            if (_calls.Count >= limit)
            {
                throw SessionException.TooManyOutstanding(limit);
            }

            call = new PendingCall<TAnswer>(this, newId(++_lastId), what, timeout, isAlone: _calls.Count == 0);
            _calls.Add(call.Id, call);
        }

        _deadlines.Add(call, timeout);
        return call;
    }

    /// <summary>Takes the call that an answer is for.</summary>
    /// <param name="id">The answer's id.</param>
    /// <param name="call">The call, to be completed by the caller.</param>
    /// <param name="late">The call was given up on before: nothing is wrong with the answer.</param>
    internal bool TryTake(RequestId id, [NotNullWhen(true)] out PendingCall<TAnswer>? call, out bool late)
    {
        lock (_gate)
        {
            late = false;
            if (!_calls.Remove(id, out call))
            {
                // Its id stays in the order queue and is dropped from there in its time.
                late = _givenUp.Remove(id);
                return false;
            }
        }

        _deadlines.Remove(call);
        return true;
    }

    /// <summary>Removes a call that was never sent.</summary>
    internal void Forget(PendingCall<TAnswer> call)
    {
        lock (_gate)
        {
            _calls.Remove(call.Id);
        }

        _deadlines.Remove(call);
    }

    internal void TimedOut(PendingCall<TAnswer> call)
    {
        if (GiveUp(call))
        {
            call.Fail(SessionException.TimedOut(call.What, call.Timeout));
        }
    }

    internal void Cancelled(PendingCall<TAnswer> call, CancellationToken cancellationToken)
    {
        if (GiveUp(call))
        {
            _deadlines.Remove(call);
            call.Cancel(cancellationToken);
        }
    }

    /// <summary>Fails every call, now and later, with <c>CONNECTION_LOST</c>.</summary>
    internal void Close(SessionClose close)
    {
        PendingCall<TAnswer>[] calls;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _close = close;
            calls = [.. _calls.Values];
            _calls.Clear();
        }

        _deadlines.Dispose();
        foreach (PendingCall<TAnswer> call in calls)
        {
            call.Fail(SessionException.ConnectionLost(close));
        }
    }

    public void Dispose() => _deadlines.Dispose();

    private bool GiveUp(PendingCall<TAnswer> call)
    {
        lock (_gate)
        {
            if (!_calls.Remove(call.Id))
            {
                return false;
            }

            _givenUp.Add(call.Id);
            _givenUpOrder.Enqueue(call.Id);
            if (_givenUpOrder.Count > limit)
            {
                _givenUp.Remove(_givenUpOrder.Dequeue());
            }
        }

        onGivenUp(call);
        return true;
    }
}
