using Ixt.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace Ixt.Sdk.Testing.Tests;

public sealed class TimeTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_background_loop_ticks_by_the_clock_of_the_test()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new Reporter(), new() { TimeProvider = _clock });
        Assert.Equal(new TimerSetting(s_minute, s_minute), await harness.Timers.NextAsync(s_minute));
        for (int tick = 1; tick <= 3; tick++)
        {
            _clock.Advance(s_minute);
            SentMessage report = await harness.Sent.NextAsync("report.tick");
            Assert.Equal($"{tick} at 00:{tick:00}", report.Text);
        }

        Assert.Equal(3, harness.Sent.Count);
        Assert.Equal(0, await harness.ShutdownAsync());
        Assert.Contains("[INFO] test-module:1.0.0/instance-001: stopped after 3", harness.Stderr);
    }

    [Fact]
    public async Task A_delay_ends_when_the_test_moves_the_clock_after_it_was_set()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().With("t", static async (module, _, cancellationToken) =>
            {
                DateTimeOffset from = module.Clock.GetUtcNow();
                long start = module.Clock.GetTimestamp();
                await Task.Delay(TimeSpan.FromHours(5), module.Clock, cancellationToken);
                return ModuleResult.Success(("hours", (module.Clock.GetUtcNow() - from).TotalHours), ("same", module.Clock.GetElapsedTime(start).TotalHours));
            }),
            new() { TimeProvider = _clock });
        Task<HarnessResponse> answer = harness.HandleAsync("t");
        Assert.Equal(Timeout.InfiniteTimeSpan, (await harness.Timers.NextAsync(TimeSpan.FromHours(5))).Period);
        _clock.Advance(TimeSpan.FromHours(5) - TimeSpan.FromTicks(1));
        Assert.True((await harness.HealthAsync()).Success);
        Assert.False(answer.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("""success {"hours":5,"same":5}""", (await answer).ToString());
    }

    [Fact]
    public async Task A_timer_set_anew_is_recorded_anew_and_one_that_was_stopped_is_not()
    {
        Signal fired = new();
        ITimer? timer = null;
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().With("t", (module, _, _) =>
            {
                timer = module.Clock.CreateTimer(_ => fired.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                timer.Change(TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                timer.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
                return Task.FromResult(ModuleResult.Success());
            }),
            new() { TimeProvider = _clock });
        await harness.HandleAsync("t");
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)], harness.Timers.Select(static setting => setting.Due));
        _clock.Advance(TimeSpan.FromSeconds(3));
        await fired.WaitAsync();
        await timer!.DisposeAsync();
        Assert.False(timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        Assert.Equal(2, harness.Timers.Count);
    }

    [Fact]
    public async Task The_grace_of_a_shutdown_passes_by_the_clock()
    {
        Signal running = new();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().With("t", async (_, _, cancellationToken) =>
            {
                running.Set();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return ModuleResult.Success();
            }),
            new() { TimeProvider = _clock });
        Task<HarnessResponse> answer = harness.HandleAsync("t");
        await running.WaitAsync();
        Task<int> exit = harness.ShutdownAsync(TimeSpan.FromSeconds(7));
        await harness.Timers.NextAsync(TimeSpan.FromSeconds(7));
        Assert.False(answer.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(ErrorCodes.Cancelled, (await answer).ErrorCode);
        Assert.Equal(0, await exit);
    }

    [Fact]
    public async Task The_systems_clock_is_the_default()
    {
        DateTimeOffset before = TimeProvider.System.GetUtcNow();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule().With("t", static async (module, _, _) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), module.Clock);
            return ModuleResult.Success(("now", module.Clock.GetUtcNow().ToString("O")), ("zone", module.Clock.LocalTimeZone.Id));
        }));
        HarnessResponse answer = await harness.HandleAsync("t");
        Assert.InRange(answer.Data.GetProperty("now").GetDateTimeOffset(), before, TimeProvider.System.GetUtcNow());
        Assert.Equal(TimeZoneInfo.Local.Id, answer.Data.GetProperty("zone").GetString());
    }

    /// <summary>A module that does something by itself, every minute.</summary>
    private sealed class Reporter : IxtProcessModule
    {
        private readonly CancellationTokenSource _stop = new();
        private Task _reporting = Task.CompletedTask;
        private int _ticks;

        protected override ValueTask OnInitAsync(ModuleConfig config, CancellationToken cancellationToken)
        {
            _reporting = ReportAsync();
            return default;
        }

        protected override async ValueTask OnShutdownAsync(CancellationToken cancellationToken)
        {
            await _stop.CancelAsync();
            await _reporting;
            Log($"stopped after {_ticks}");
        }

        private async Task ReportAsync()
        {
            using PeriodicTimer timer = new(s_minute, Time);
            try
            {
                while (await timer.WaitForNextTickAsync(_stop.Token))
                {
                    await SendMessageAsync("report.tick", $"{++_ticks} at {Time.GetUtcNow():HH:mm}");
                }
            }
            catch (OperationCanceledException)
            {
                // Stopped.
            }
        }
    }
}
