namespace Ixt.Session;

/// <summary>Entries with one and the same timeout: in order of arrival they are in order of deadline, so one timer and O(1) do.</summary>
internal sealed class DeadlineList
{
    private readonly Lock _gate;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly long _ticks;
    private ITimer? _timer;
    private DeadlineEntry? _first;
    private DeadlineEntry? _last;
    private bool _armed;

    internal DeadlineList(Lock gate, TimeProvider time, TimeSpan timeout)
    {
        _gate = gate;
        _time = time;
        _timeout = timeout;
        _ticks = (long)Math.Ceiling(timeout.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Under the lock.</summary>
    internal bool IsEmpty => _first is null;

    /// <summary>Under the lock.</summary>
    internal void Add(DeadlineEntry entry)
    {
        entry.List = this;
        entry.DueTimestamp = _time.GetTimestamp() + _ticks;
        entry.Previous = _last;
        if (_last is null)
        {
            _first = entry;
        }
        else
        {
            _last.Next = entry;
        }

        _last = entry;
        if (!_armed)
        {
            Arm(_timeout);
        }
    }

    /// <summary>Under the lock. The timer stays as it is: finding nothing due, it sets itself anew.</summary>
    internal void Remove(DeadlineEntry entry)
    {
        if (entry.Previous is null)
        {
            _first = entry.Next;
        }
        else
        {
            entry.Previous.Next = entry.Next;
        }

        if (entry.Next is null)
        {
            _last = entry.Previous;
        }
        else
        {
            entry.Next.Previous = entry.Previous;
        }

        entry.List = null;
        entry.Previous = entry.Next = null;
    }

    /// <summary>Under the lock.</summary>
    internal void Stop()
    {
        _timer?.Dispose();
        _timer = null;
        _armed = false;
    }

    private void Arm(TimeSpan due)
    {
        _armed = true;
        _timer ??= _time.CreateTimer(static list => ((DeadlineList)list!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        while (true)
        {
            DeadlineEntry entry;
            lock (_gate)
            {
                if (_first is null || _timer is null)
                {
                    _armed = false;
                    return;
                }

                long left = _first.DueTimestamp - _time.GetTimestamp();
                if (left > 0)
                {
                    // Rounded up: a timer that fires a little early would otherwise spin through here.
                    Arm(TimeSpan.FromMilliseconds(Math.Ceiling(left * 1000.0 / _time.TimestampFrequency)));
                    return;
                }

                entry = _first;
                Remove(entry);
            }

            entry.OnDeadline();
        }
    }
}
