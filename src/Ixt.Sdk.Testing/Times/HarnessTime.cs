namespace Ixt.Sdk.Testing;

/// <summary>The module's clock: the test's, with a look at the timers, and in the end the system's.</summary>
internal sealed class HarnessTime(TimeProvider clock, TimerSettings settings) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<HarnessTimer> _timers = [];
    private bool _ending;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        HarnessTimer timer = new(this, callback, state, dueTime, period);
        TimeProvider current;
        lock (_gate)
        {
            _timers.Add(timer);
            current = _ending ? System : clock;
        }

        // Not under the lock: a clock may fire at once, and run the module's code here.
        timer.Start(current);
        Note(dueTime, period);
        return timer;
    }

    /// <summary>Timers go by the system's clock from now on: nobody is there to move the test's, and the module has to end.</summary>
    internal void End()
    {
        HarnessTimer[] timers;
        lock (_gate)
        {
            _ending = true;
            timers = [.. _timers];
        }

        foreach (HarnessTimer timer in timers)
        {
            timer.Start(System);
        }
    }

    internal void Forget(HarnessTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    internal void Note(TimeSpan due, TimeSpan period)
    {
        if (due != Timeout.InfiniteTimeSpan)
        {
            settings.Add(new TimerSetting(due, period));
        }
    }
}
