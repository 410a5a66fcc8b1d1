namespace Ixt.Session;

/// <summary>Timers of a few milliseconds on one thread of their own, for all sessions of the process.</summary>
/// <remarks>
/// The platform's timers run on the pool: at 300 a second its threads, which look for more work for a while before they sleep, took a third of
/// the processor time of a busy session. Callbacks run on the watching thread and must be short.
/// </remarks>
internal sealed class WatchClock : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<WatchTimer> _armed = [];
    private bool _isStarted;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        WatchTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Arm(WatchTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.DueMs = Environment.TickCount64 + (long)Math.Ceiling(dueTime.TotalMilliseconds);
            _armed.Add(timer);
            if (!_isStarted)
            {
                _isStarted = true;
                new Thread(static clock => ((WatchClock)clock!).Run()) { IsBackground = true, Name = "Ixt watch" }.UnsafeStart(this);
            }
            else if (_armed.Count == 1)
            {
                // The thread waits for nothing at all. All timers are about as long, so one more is never the first to be due.
                Monitor.Pulse(_gate);
            }
        }
    }

    private void Run()
    {
        while (true)
        {
            WatchTimer due;
            lock (_gate)
            {
                while (!TryTakeDue(out due!, out int waitMs))
                {
                    Monitor.Wait(_gate, waitMs);
                }
            }

            due.Callback(due.State);
        }
    }

    // Under the lock.
    private bool TryTakeDue(out WatchTimer? due, out int waitMs)
    {
        long now = Environment.TickCount64;
        long first = long.MaxValue;
        for (int i = 0; i < _armed.Count; i++)
        {
            if (_armed[i].DueMs <= now)
            {
                due = _armed[i];
                _armed.RemoveAt(i);
                waitMs = 0;
                return true;
            }

            first = Math.Min(first, _armed[i].DueMs);
        }

        due = null;
        waitMs = _armed.Count == 0 ? Timeout.Infinite : (int)Math.Min(first - now, int.MaxValue);
        return false;
    }

    private sealed class WatchTimer(WatchClock clock, TimerCallback callback, object? state) : ITimer
    {
        internal TimerCallback Callback => callback;

        internal object? State => state;

        internal long DueMs { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(period, Timeout.InfiniteTimeSpan);
            clock.Arm(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Arm(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
