namespace Ixt.NodeHost.EventLoop;

/// <summary>The loop's time in whole milliseconds since the start, and the one real timer that wakes it.</summary>
internal sealed class LoopClock : IDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(int.MaxValue);
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _alarm;
    private long? _armedFor;

    public LoopClock(TimeProvider time, Action onAlarm)
    {
        _time = time;
        _start = time.GetTimestamp();
        _alarm = time.CreateTimer(static wake => ((Action)wake!)(), onAlarm, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public long Now => (long)Elapsed.TotalMilliseconds;

    /// <summary>Rings the alarm at <paramref name="due"/>; <see langword="null"/> silences it.</summary>
    public void Arm(long? due)
    {
        if (due is null)
        {
            if (_armedFor is not null)
            {
                _alarm.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _armedFor = null;
            }

            return;
        }

        // Rounded up to a whole millisecond: an alarm that rings early would only be set again.
        TimeSpan left = TimeSpan.FromMilliseconds(due.Value) - Elapsed;
        left = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(left.TotalMilliseconds)));
        _alarm.Change(left < s_longest ? left : s_longest, Timeout.InfiniteTimeSpan);
        _armedFor = due;
    }

    public void Dispose() => _alarm.Dispose();
}
