using Microsoft.Extensions.Time.Testing;

namespace Ixt.Nexus.Tests;

/// <summary>A clock that the test moves, and that tells when somebody waits for it: timers are set on other threads than the test's.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _set = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until a timer is set to exactly this, then moves the clock by it.</summary>
    public async Task AdvanceWhenWaitedForAsync(TimeSpan by)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_set.Remove(by))
                {
                    break;
                }

                changed = _changed.Task;
            }

            await changed.OrHang();
        }

        Advance(by);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        NoteSet(dueTime);
        return new WatchedTimer(this, timer);
    }

    private void NoteSet(TimeSpan dueTime)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _set.Add(dueTime);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private sealed class WatchedTimer(WatchedTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool changed = timer.Change(dueTime, period);
            time.NoteSet(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
