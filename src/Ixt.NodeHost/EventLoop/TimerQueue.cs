using Jint.Native;

namespace Ixt.NodeHost.EventLoop;

/// <summary>Armed timers in the order Node fires them: by due time, then by the order they were armed in. Engine thread only.</summary>
internal sealed class TimerQueue
{
    private readonly PriorityQueue<HostTimer, (long Due, long Order)> _queue = new();
    private readonly Dictionary<int, HostTimer> _armed = [];
    private int _lastId;
    private long _order;

    /// <summary>How many armed timers keep the loop alive.</summary>
    public int RefCount { get; private set; }

    public int Arm(JsValue owner, long due, bool isRef)
    {
        HostTimer timer = new(++_lastId, owner, due, isRef);
        _armed.Add(timer.Id, timer);
        _queue.Enqueue(timer, (due, ++_order));
        RefCount += isRef ? 1 : 0;
        return timer.Id;
    }

    public void Disarm(int id)
    {
        if (_armed.TryGetValue(id, out HostTimer? timer))
        {
            Finish(timer);
        }
    }

    public void SetRef(int id, bool isRef)
    {
        if (_armed.TryGetValue(id, out HostTimer? timer) && timer.IsRef != isRef)
        {
            timer.IsRef = isRef;
            RefCount += isRef ? 1 : -1;
        }
    }

    /// <summary>When the next timer is due, or <see langword="null"/> when none is armed.</summary>
    public long? NextDue()
    {
        while (_queue.TryPeek(out HostTimer? timer, out _))
        {
            if (!timer.IsDone)
            {
                return timer.Due;
            }

            _queue.Dequeue();
        }

        return null;
    }

    /// <summary>Takes the next timer that is due at <paramref name="now"/>, if any.</summary>
    public bool TryTake(long now, out JsValue owner)
    {
        if (NextDue() <= now)
        {
            HostTimer timer = _queue.Dequeue();
            Finish(timer);
            owner = timer.Owner;
            return true;
        }

        owner = JsValue.Undefined;
        return false;
    }

    private void Finish(HostTimer timer)
    {
        timer.IsDone = true;
        _armed.Remove(timer.Id);
        RefCount -= timer.IsRef ? 1 : 0;
    }
}
