namespace Ixt.Session.Tests;

/// <summary>The clock that watches threads fires once per time it was set, on its own thread.</summary>
public sealed class WatchClockTests
{
    private readonly WatchClock _clock = new();

    [Fact]
    public async Task A_timer_fires_each_time_it_is_set_and_not_on_the_pool()
    {
        TaskCompletionSource<bool>? fired = null;
        using ITimer timer = _clock.CreateTimer(_ => fired!.SetResult(Thread.CurrentThread.IsThreadPoolThread), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        for (int i = 0; i < 5; i++)
        {
            fired = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            timer.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            Assert.False(await fired.Task.OrHang());
        }
    }

    [Fact]
    public async Task One_that_was_set_later_or_taken_back_does_not_fire_before_and_others_do()
    {
        int early = 0;
        TaskCompletionSource fired = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ITimer disposed = _clock.CreateTimer(_ => early++, null, TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
        using ITimer later = _clock.CreateTimer(_ => early++, null, TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
        using ITimer other = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.FromMilliseconds(40), Timeout.InfiniteTimeSpan);
        await disposed.DisposeAsync();
        later.Change(TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        await fired.Task.OrHang();
        Assert.Equal(0, early);
    }

    [Fact]
    public async Task A_callback_may_set_its_own_timer_again()
    {
        int count = 0;
        TaskCompletionSource thrice = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                if (++count == 3)
                {
                    thrice.SetResult();
                }
                else
                {
                    timer!.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                }
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        await thrice.Task.OrHang();
        timer.Dispose();
    }

    [Fact]
    public void A_period_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _clock.CreateTimer(static _ => { }, null, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
}
