using Ixt.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace Ixt.Sdk.Testing.Tests;

public sealed class EndTests
{
    [Fact]
    public async Task Shutdown_runs_the_hook_with_services_and_returns_0()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule
        {
            Shutdown = static async (module, _) => await module.Store.SetAsync("state", "saved"),
        });
        Assert.Equal(0, await harness.ShutdownAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal("saved", harness.Kv["state"].Text);
        Assert.Equal(0, await harness.ShutdownAsync());
        Assert.Equal(0, await harness.TerminateAsync());
        Assert.Equal(0, await harness.DisconnectAsync());
    }

    [Fact]
    public async Task A_shutdown_hook_that_fails_is_exit_code_1_and_a_line_on_stderr()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule { Shutdown = static (_, _) => throw new FormatException("stuck") });
        Assert.Equal(1, await harness.ShutdownAsync());
        Assert.Contains("The shutdown hook failed: stuck", harness.Stderr.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shutdown_without_init_is_0_and_runs_no_hook()
    {
        await using ModuleHarness harness = await ModuleHarness.ConnectAsync(new SampleModule { Shutdown = static (_, _) => throw new FormatException("stuck") });
        Assert.Equal(0, await harness.ShutdownAsync());
    }

    [Fact]
    public async Task A_negative_grace_is_refused()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => harness.ShutdownAsync(TimeSpan.FromTicks(-1)));
        Assert.Equal(0, await harness.ShutdownAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Sigterm_lets_handlers_finish_and_runs_the_hook()
    {
        Signal running = new();
        Signal gate = new();
        bool hook = false;
        await using ModuleHarness harness = await ModuleHarness.StartAsync(Gated(running, gate, () => hook = true));
        Task<HarnessResponse> answer = harness.HandleAsync("t");
        await running.WaitAsync();
        Task<int> exit = harness.TerminateAsync();
        Assert.False(hook);
        gate.Set();
        Assert.True((await answer).Success);
        Assert.Equal(0, await exit);
        Assert.True(hook);
    }

    [Fact]
    public async Task When_the_runtime_is_gone_handlers_are_cancelled_and_the_call_says_how_the_module_ended()
    {
        Signal running = new();
        bool cancelled = false;
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule().With("t", async (_, _, cancellationToken) =>
        {
            running.Set();
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Default);
            cancelled = true;
            throw new FormatException("nobody hears this");
        }));
        Task<HarnessResponse> answer = harness.HandleAsync("t");
        await running.WaitAsync();
        Assert.Equal(0, await harness.DisconnectAsync());
        Assert.True(cancelled);
        await Task.WhenAny(answer);
    }

    [Fact]
    public async Task A_call_that_the_module_s_end_overtakes_fails_with_the_exit_code()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule { Shutdown = static (_, _) => throw new FormatException("stuck") });
        await harness.ShutdownAsync();
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => harness.HandleAsync("t"));
        Assert.Equal(HarnessException.ModuleEndedCode, e.Code);
        Assert.StartsWith("The module ended with exit code 1 before the message to 't' was answered.", e.Message, StringComparison.Ordinal);
        Assert.Contains("stuck", e.Stderr, StringComparison.Ordinal);
        Assert.Equal(HarnessException.ModuleEndedCode, (await Assert.ThrowsAsync<HarnessException>(harness.HealthAsync)).Code);
        Assert.Equal(HarnessException.ModuleEndedCode, (await Assert.ThrowsAsync<HarnessException>(() => harness.InitAsync())).Code);
    }

    [Fact]
    public async Task Dispose_cancels_handlers_runs_the_hook_with_services_and_may_be_repeated()
    {
        Signal running = new();
        ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule
            {
                Shutdown = static async (module, _) => await module.Store.SetAsync("state", "saved"),
            }.With("t", async (_, _, cancellationToken) =>
            {
                running.Set();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return ModuleResult.Success();
            }));
        Task<HarnessResponse> answer = harness.HandleAsync("t");
        await running.WaitAsync();
        await harness.DisposeAsync();
        Assert.Equal(ErrorCodes.Cancelled, (await answer).ErrorCode);
        Assert.Equal("saved", harness.Kv["state"].Text);
        await harness.DisposeAsync();
        Assert.Equal(HarnessException.ModuleEndedCode, (await Assert.ThrowsAsync<HarnessException>(() => harness.HandleAsync("t"))).Code);
    }

    [Fact]
    public async Task Dispose_ends_a_module_whose_handler_ignores_its_token_even_when_the_clock_stands_still()
    {
        Signal running = new();
        bool hook = false;
        ModuleHarness harness = await ModuleHarness.StartAsync(Gated(running, new Signal(), () => hook = true), new() { TimeProvider = new FakeTimeProvider() });
        Task<HarnessResponse> answer = harness.HandleAsync("t");
        await running.WaitAsync();
        await harness.DisposeAsync();
        Assert.True(hook);
        Assert.Equal(ErrorCodes.Cancelled, (await answer).ErrorCode);
    }

    [Fact]
    public async Task Dispose_cuts_a_shutdown_short_that_the_test_does_not_wait_for()
    {
        Signal running = new();
        FakeTimeProvider clock = new();
        ModuleHarness harness = await ModuleHarness.StartAsync(Gated(running, new Signal(), static () => { }), new() { TimeProvider = clock });
        _ = harness.HandleAsync("t").ContinueWith(static t => t.Exception, TaskScheduler.Default);
        await running.WaitAsync();
        Task<int> exit = harness.ShutdownAsync(TimeSpan.FromHours(1));
        await harness.Timers.NextAsync(TimeSpan.FromHours(1));
        await harness.DisposeAsync();
        Assert.Equal(0, await exit);
    }

    [Fact]
    public async Task Dispose_cuts_a_shutdown_short_that_waits_for_the_settle_time_already()
    {
        Signal running = new();
        FakeTimeProvider clock = new();
        ModuleHarness harness = await ModuleHarness.StartAsync(Gated(running, new Signal(), static () => { }), new() { TimeProvider = clock });
        Task<HarnessResponse> answer = harness.HandleAsync("t");
        await running.WaitAsync();
        Task<int> exit = harness.ShutdownAsync(TimeSpan.Zero);
        await harness.Timers.NextAsync(new ModuleRunOptions().ShutdownSettle);
        await harness.DisposeAsync();
        Assert.Equal(0, await exit);
        await Task.WhenAny(answer);
    }

    [Fact]
    public async Task A_module_that_does_not_end_fails_dispose_after_the_limit_with_a_reason()
    {
        Signal gate = new();
        ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule { Shutdown = async (_, _) => await gate.Task },
            new() { WaitLimit = TimeSpan.FromSeconds(1) });
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => harness.DisposeAsync().AsTask());
        Assert.Equal(HarnessException.WaitLimitCode, e.Code);
        Assert.StartsWith("Waited 1 s in vain for the end of the module, which the harness had to end", e.Message, StringComparison.Ordinal);
        gate.Set();
    }

    [Fact]
    public async Task A_shutdown_that_takes_too_long_is_given_up_after_the_limit_and_named()
    {
        Signal gate = new();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule { Shutdown = async (_, _) => await gate.Task },
            new() { WaitLimit = TimeSpan.FromSeconds(1) });
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => harness.ShutdownAsync());
        Assert.StartsWith("Waited 1 s in vain for the end of the module after shutdown.", e.Message, StringComparison.Ordinal);
        gate.Set();
    }

    private static SampleModule Gated(Signal running, Signal gate, Action hook) =>
        new SampleModule
        {
            Shutdown = (_, _) =>
            {
                hook();
                return default;
            },
        }.With("t", async (_, _, _) =>
        {
            running.Set();
            await gate.Task;
            return ModuleResult.Success();
        });
}
