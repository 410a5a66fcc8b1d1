using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Init_hands_over_the_config_before_any_message()
    {
        string url = "";
        await using TestRuntime runtime = await TestRuntime.StartAsync(
            new TestModule
            {
                Init = (module, config, _) =>
                {
                    url = config.GetString("database_url", "sqlite://data.db");
                    Assert.Equal(TestRuntime.ModuleId, module.Id);
                    return default;
                },
                Handle = (_, _, _, _) => new(ModuleResult.Success(("url", url))),
            },
            "{'database_url':'pg://x'}");
        Json.Equal("{'url':'pg://x'}", await runtime.SucceedAsync("any"));
    }

    [Fact]
    public async Task An_init_hook_that_fails_is_answered_and_may_be_tried_again()
    {
        int attempts = 0;
        await using TestRuntime runtime = TestRuntime.Connect(new TestModule
        {
            Init = (_, config, _) =>
            {
                attempts++;
                config.GetRequiredString("database_url");
                return default;
            },
        });
        ErrorBody error = Assert.IsType<ResponseError>(await runtime.InitAsync()).Error;
        Assert.Equal(ErrorCodes.InitFailed, error.Code);
        Assert.Contains("\"database_url\"", error.Message, StringComparison.Ordinal);
        Assert.Null(error.Details);
        Assert.IsType<ResponseSuccess>(await runtime.InitAsync("{'database_url':'x'}"));
        Assert.Equal(2, attempts);
    }

    [Fact]
    public async Task A_message_nobody_handles_is_an_unknown_topic()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule());
        ErrorBody error = await runtime.FailAsync("some.topic");
        Assert.Equal(("UNKNOWN_TOPIC", "Unknown topic: some.topic"), (error.Code, error.Message));
    }

    [Fact]
    public async Task Message_and_context_reach_the_handler_as_sent()
    {
        HandleMessage? seen = null;
        MessageContext? sender = null;
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = (_, message, context, _) =>
            {
                (seen, sender) = (message, context);
                return new(ModuleResult.Success());
            },
        });
        await runtime.SendAsync(new HandleMessage { Topic = "t", Payload = "grüße"u8.ToArray(), Priority = Priority.Critical, TtlMs = 60_000 });
        Assert.Equal(("t", "grüße", Priority.Critical, 60_000L), (seen!.Topic, seen.GetPayloadText(), seen.Priority, seen.TtlMs!.Value));
        Assert.Equal(("trace-1", "caller:1.0.0", 1234567890.25), (sender!.TraceId, sender.SourceModule, sender.Timestamp));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1234567890250), sender.GetSentAt());
        Assert.Equal(DateTimeOffset.MaxValue, (sender with { Timestamp = 1e300 }).GetSentAt());
    }

    [Fact]
    public async Task Nothing_returned_is_success_with_an_empty_object()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule { Handle = (_, _, _, _) => new((ModuleResult)null!) });
        Json.Equal("{}", await runtime.SucceedAsync("t"));
    }

    [Fact]
    public async Task A_handler_that_throws_is_answered_with_the_message_only_and_the_module_lives_on()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = static (_, message, _, _) => message.Topic == "bad" ? throw new FormatException("boom") : new(ModuleResult.Success()),
        });
        ErrorBody error = await runtime.FailAsync("bad");
        Assert.Equal((ErrorCodes.HandlerError, "boom"), (error.Code, error.Message));
        Assert.Null(error.Details);
        string stderr = await runtime.Stderr.ContainsAsync("FormatException");
        Assert.Contains("[ERROR] test-module:1.0.0/instance-001: The handler of bad failed: System.FormatException: boom", stderr, StringComparison.Ordinal);
        Assert.Contains(nameof(LifecycleTests), stderr, StringComparison.Ordinal);
        Json.Equal("{}", await runtime.SucceedAsync("good"));
    }

    [Fact]
    public async Task Exception_details_are_sent_only_when_asked_for()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(
            new TestModule
            {
                Handle = static (_, _, _, _) => throw new FormatException("boom"),
                Health = static (_, _) => throw new FormatException("sick"),
            },
            options: new ModuleRunOptions { IncludeExceptionDetails = true });
        ErrorBody error = await runtime.FailAsync("t");
        Assert.Equal("System.FormatException", error.Details!.Value.GetProperty("exception").GetString());
        Assert.Contains(nameof(LifecycleTests), error.Details.Value.GetProperty("stack").GetString(), StringComparison.Ordinal);
        Assert.NotNull(Assert.IsType<ResponseError>(await runtime.HealthAsync()).Error.Details);
    }

    [Fact]
    public async Task Health_is_healthy_true_by_default()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule());
        Json.Equal("{'healthy':true}", Assert.IsType<ResponseSuccess>(await runtime.HealthAsync()).Data);
    }

    [Fact]
    public async Task A_health_hook_reports_or_fails()
    {
        int calls = 0;
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Health = (_, _) => ++calls == 1 ? new(HealthReport.Unhealthy(("queue", 3))) : throw new FormatException("sick"),
        });
        Json.Equal("{'healthy':false,'queue':3}", Assert.IsType<ResponseSuccess>(await runtime.HealthAsync()).Data);
        ErrorBody error = Assert.IsType<ResponseError>(await runtime.HealthAsync()).Error;
        Assert.Equal((ErrorCodes.HandlerError, "sick"), (error.Code, error.Message));
    }

    [Fact]
    public async Task A_cancelled_handler_that_throws_it_on_is_answered_cancelled()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = static async (_, _, _, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return ModuleResult.Success();
            },
        });
        using CancellationTokenSource waiting = new();
        Task<ModuleResponse> answer = runtime.SendAsync("t", cancellationToken: waiting.Token);
        await runtime.HealthAsync();
        Task<ModuleResponse> shutdown = runtime.ShutdownAsync(TimeSpan.Zero);
        Assert.Equal(ErrorCodes.Cancelled, Assert.IsType<ResponseError>(await answer).Error.Code);
        Assert.IsType<ResponseSuccess>(await shutdown);
        Assert.Equal(0, await runtime.Exit.Soon());
    }

    [Fact]
    public async Task An_operation_cancelled_for_another_reason_is_a_failure_of_the_handler()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = static (_, _, _, _) => throw new OperationCanceledException("my own"),
        });
        Assert.Equal(ErrorCodes.HandlerError, (await runtime.FailAsync("t")).Code);
    }

    [Fact]
    public async Task Shutdown_drains_runs_the_hook_once_answers_and_exits_with_0()
    {
        List<string> order = [];
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = async (_, _, _, _) =>
            {
                running.SetResult();
                await gate.Task;
                order.Add("handled");
                return ModuleResult.Success();
            },
            Shutdown = (_, _) =>
            {
                order.Add("hook");
                return default;
            },
        });
        Task<ModuleResponse> answer = runtime.SendAsync("t");
        await running.Task.Soon();
        Task<ModuleResponse> shutdown = runtime.ShutdownAsync();
        Assert.Equal(ErrorCodes.ShuttingDown, (await runtime.FailAsync("late")).Code);
        gate.SetResult();
        Assert.IsType<ResponseSuccess>(await answer);
        Assert.IsType<ResponseSuccess>(await shutdown);
        Assert.Equal(0, await runtime.Exit.Soon());
        Assert.Equal(["handled", "hook"], order);
    }

    [Fact]
    public async Task A_shutdown_hook_that_fails_makes_the_exit_code_1()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule { Shutdown = static (_, _) => throw new FormatException("stuck") });
        ErrorBody error = Assert.IsType<ResponseError>(await runtime.ShutdownAsync()).Error;
        Assert.Equal((ErrorCodes.HandlerError, "stuck"), (error.Code, error.Message));
        Assert.Equal(1, await runtime.Exit.Soon());
    }

    [Fact]
    public async Task The_end_of_the_runtimes_stream_cancels_handlers_runs_the_hook_and_exits_with_0()
    {
        bool hook = false;
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = async (_, _, _, cancellationToken) =>
            {
                using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
                running.SetResult();
                await cancelled.Task;
                return ModuleResult.Success();
            },
            Shutdown = (_, _) =>
            {
                hook = true;
                return default;
            },
        });
        Task answer = runtime.SendAsync("t");
        await running.Task.Soon();
        await runtime.Session.CompleteWritesAsync();
        await cancelled.Task.Soon();
        Assert.Equal(0, await runtime.Exit.Soon());
        Assert.True(hook);
        await Task.WhenAny(answer).Soon();
    }

    [Fact]
    public async Task Stopping_answers_what_is_outstanding_runs_the_hook_and_exits_with_0()
    {
        bool hook = false;
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource running = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = async (_, _, _, _) =>
            {
                running.SetResult();
                await gate.Task;
                return ModuleResult.Success();
            },
            Shutdown = (_, _) =>
            {
                hook = true;
                return default;
            },
        });
        Task<ModuleResponse> answer = runtime.SendAsync("t");
        await running.Task.Soon();
        runtime.Stop();
        Assert.False(hook);
        gate.SetResult();
        Assert.IsType<ResponseSuccess>(await answer);
        Assert.Equal(0, await runtime.Exit.Soon());
        Assert.True(hook);
    }

    [Fact]
    public async Task A_module_runs_once_and_is_set_up_before()
    {
        TestModule module = new();
        await using TestRuntime runtime = await TestRuntime.StartAsync(module);
        await Assert.ThrowsAsync<InvalidOperationException>(() => module.RunAsync());
        Assert.Throws<InvalidOperationException>(() => module.Mode = ExecutionMode.Sequential);
        Assert.Throws<InvalidOperationException>(() => module.With("t", static _ => ModuleResult.Success()));
    }

    [Fact]
    public async Task Services_before_the_run_say_what_is_wrong()
    {
        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => new TestModule().Store.GetAsync("k"));
        Assert.Contains("OnInitAsync", e.Message, StringComparison.Ordinal);
    }
}
