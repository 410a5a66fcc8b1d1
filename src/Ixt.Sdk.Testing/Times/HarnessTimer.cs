namespace Ixt.Sdk.Testing;

/// <summary>A timer of the module, which can move from the test's clock to the system's.</summary>
internal sealed class HarnessTimer(HarnessTime owner, TimerCallback callback, object? state, TimeSpan due, TimeSpan period) : ITimer
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private TimeSpan _due = due;
    private TimeSpan _period = period;
    private bool _onSystem;
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer;
        lock (_gate)
        {
            if (_disposed)
            {
                return false;
            }

            (_due, _period) = (dueTime, period);
            timer = _timer!;
        }

        bool changed = timer.Change(dueTime, period);
        owner.Note(dueTime, period);
        return changed;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }

        owner.Forget(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Goes by a clock from now on, with its whole time before it. Once on the system's it stays there.</summary>
    internal void Start(TimeProvider clock)
    {
        ITimer timer;
        lock (_gate)
        {
            if (_disposed || _onSystem)
            {
                return;
            }

            _onSystem = clock == TimeProvider.System;
            _timer?.Dispose();
            timer = _timer = clock.CreateTimer(Fire, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        // Not under the lock: a clock may fire at once, and run the module's code here.
        timer.Change(_due, _period);
    }

    private void Fire(object? unused)
    {
        lock (_gate)
        {
            if (_period <= TimeSpan.Zero)
            {
                // It has fired, and must not once more on another clock.
                _due = Timeout.InfiniteTimeSpan;
            }
        }

        callback(state);
    }
}
