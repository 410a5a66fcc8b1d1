using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

public sealed class SequentialTests
{
    [Fact]
    public async Task One_whole_handler_runs_at_a_time_in_order_of_arrival()
    {
        List<string> events = [];
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Mode = ExecutionMode.Sequential,
            Handle = async (module, message, _, _) =>
            {
                events.Add("begin " + message.GetPayloadText());
                await Task.Yield();
                await module.Store.SetAsync("k", "v");
                await Task.Run(static () => Thread.SpinWait(100));
                events.Add("end " + message.GetPayloadText());
                return ModuleResult.Success();
            },
        });
        int[] numbers = [.. Enumerable.Range(0, 200)];
        await Task.WhenAll(numbers.Select(i => runtime.SendAsync("t", $"{i}"))).Soon();
        Assert.Equal(numbers.SelectMany(static i => new[] { $"begin {i}", $"end {i}" }), events);
    }

    [Fact]
    public async Task A_handler_that_waits_for_a_service_does_not_hold_up_health_checks_or_shutdown()
    {
        TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FakeServices services = new()
        {
            Intercept = async (_, _) =>
            {
                await answer.Task;
                return null;
            },
        };
        await using TestRuntime runtime = await TestRuntime.StartAsync(
            new TestModule
            {
                Mode = ExecutionMode.Sequential,
                Handle = static async (module, message, _, _) =>
                {
                    await module.Store.SetAsync("k", message.GetPayloadText());
                    return ModuleResult.Success();
                },
            },
            services: services);
        Task<ModuleResponse> first = runtime.SendAsync("t", "1");
        Task<ModuleResponse> second = runtime.SendAsync("t", "2");
        await services.NextRequestAsync();
        Assert.IsType<ResponseSuccess>(await runtime.HealthAsync());
        Task<ModuleResponse> shutdown = runtime.ShutdownAsync();
        answer.SetResult();
        Assert.IsType<ResponseSuccess>(await first);
        Assert.IsType<ResponseSuccess>(await second);
        Assert.IsType<ResponseSuccess>(await shutdown);
        Assert.Equal("2"u8, services["k"]!.Value.Span);
    }

    [Fact]
    public async Task Shutdown_ends_also_when_a_handler_never_returns()
    {
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool hook = false;
        await using TestRuntime runtime = await TestRuntime.StartAsync(
            new TestModule
            {
                Mode = ExecutionMode.Sequential,
                Handle = async (_, _, _, _) =>
                {
                    running.TrySetResult();
                    await new TaskCompletionSource().Task;
                    return ModuleResult.Success();
                },
                Shutdown = (_, _) =>
                {
                    hook = true;
                    return default;
                },
            },
            options: new ModuleRunOptions { ShutdownSettle = TimeSpan.FromMilliseconds(1) });
        Task<ModuleResponse> stuck = runtime.SendAsync("t");
        Task<ModuleResponse> waiting = runtime.SendAsync("t");
        await running.Task.Soon();
        Assert.IsType<ResponseSuccess>(await runtime.ShutdownAsync(TimeSpan.Zero));
        Assert.Equal(ErrorCodes.Cancelled, Assert.IsType<ResponseError>(await stuck).Error.Code);
        Assert.Equal(ErrorCodes.Cancelled, Assert.IsType<ResponseError>(await waiting).Error.Code);
        Assert.True(hook);
        Assert.Equal(0, await runtime.Exit.Soon());
    }
}
