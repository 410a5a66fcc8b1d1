using System.Diagnostics;

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

    // When the thread wakes by itself. Not in the platform's ticks, which may be 4 ms long.
    private long _wake = long.MaxValue;

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

            timer.Due = Stopwatch.GetTimestamp() + (long)(dueTime.TotalSeconds * Stopwatch.Frequency);
            _armed.Add(timer);
            if (!_isStarted)
            {
                _isStarted = true;
                new Thread(static clock => ((WatchClock)clock!).Run()) { IsBackground = true, Name = "Ixt watch" }.UnsafeStart(this);
            }
            else if (timer.Due < _wake)
            {
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
                while (!TryTakeDue(out due!))
                {
                    Monitor.Wait(_gate, WaitMs());
                }
            }

            due.Callback(due.State);
        }
    }

    // Under the lock.
    private bool TryTakeDue(out WatchTimer? due)
    {
        long now = Stopwatch.GetTimestamp();
        _wake = long.MaxValue;
        for (int i = 0; i < _armed.Count; i++)
        {
            if (_armed[i].Due <= now)
            {
                due = _armed[i];
                _armed.RemoveAt(i);
                return true;
            }

            _wake = Math.Min(_wake, _armed[i].Due);
        }

        due = null;
        return false;
    }

    // Rounded up: woken a little early, the thread would find nothing to do.
    private int WaitMs() => _wake == long.MaxValue
        ? Timeout.Infinite
        : (int)Math.Clamp(Math.Ceiling(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _wake).TotalMilliseconds), 1, int.MaxValue);

    private sealed class WatchTimer(WatchClock clock, TimerCallback callback, object? state) : ITimer
    {
        internal TimerCallback Callback => callback;

        internal object? State => state;

        internal long Due { get; set; }

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
