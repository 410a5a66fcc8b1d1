using Ixt.Protocol;
using Ixt.Session;
using Microsoft.Extensions.Time.Testing;

namespace Ixt.Sdk.Tests;

public sealed class BackgroundTests
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Periodic_work_follows_the_modules_clock()
    {
        FakeTimeProvider time = new();
        Signals ticks = new();
        await using TestRuntime runtime = await StartAsync(module => module.Repeat(s_period, _ => ticks.RaiseAsync()), time);
        Assert.False(ticks.Next.IsCompleted);
        time.Advance(s_period);
        await ticks.Next.Soon();
        Task second = ticks.Renew();
        time.Advance(s_period - TimeSpan.FromMilliseconds(1));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await second.Soon();
    }

    [Fact]
    public async Task Work_that_fails_is_told_and_done_again()
    {
        FakeTimeProvider time = new();
        Signals ticks = new();
        BackgroundTask? task = null;
        await using TestRuntime runtime = await StartAsync(
            module => task = module.Repeat(s_period, async _ =>
            {
                await ticks.RaiseAsync();
                if (ticks.Count == 1)
                {
                    throw new InvalidOperationException("no connection");
                }
            }),
            time);
        time.Advance(s_period);
        await runtime.Stderr.ContainsAsync("no connection");
        Assert.Equal((true, 1, "no connection"), (task!.IsRunning, task.Failures, task.LastError!.Message));
        Task second = ticks.Renew();
        time.Advance(s_period);
        await second.Soon();
        await runtime.HealthAsync();
        Assert.Equal((true, 1, null), (task.IsRunning, task.Failures, task.LastError));
    }

    [Fact]
    public async Task Work_beside_handlers_never_runs_in_parallel_with_them()
    {
        int inside = 0;
        bool overlapped = false;
        async Task TouchAsync()
        {
            for (int i = 0; i < 500; i++)
            {
                overlapped |= Interlocked.Increment(ref inside) != 1;
                Thread.SpinWait(20);
                Interlocked.Decrement(ref inside);
                await Task.Yield();
            }
        }

        BackgroundTask? task = null;
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Init = (module, _, _) =>
            {
                task = module.Beside(_ => TouchAsync());
                return default;
            },
            Handle = async (_, _, _, _) =>
            {
                await TouchAsync();
                return ModuleResult.Success();
            },
        });
        await Task.WhenAll(runtime.SucceedAsync("a"), runtime.SucceedAsync("b"), task!.Completion).Soon();
        Assert.False(overlapped);
    }

    [Fact]
    public async Task At_shutdown_work_is_cancelled_and_awaited_before_the_hook_and_after_the_last_answer()
    {
        List<string> order = [];
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource handling = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Init = (module, _, _) =>
            {
                module.Beside(async stop =>
                {
                    try
                    {
                        await Task.Delay(Timeout.Infinite, stop);
                    }
                    finally
                    {
                        await Task.Yield();
                        order.Add("background ended");
                    }
                });
                return default;
            },
            Handle = async (_, _, _, _) =>
            {
                handling.SetResult();
                await release.Task;
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
        await handling.Task.Soon();
        Task<ModuleResponse> shutdown = runtime.ShutdownAsync();
        release.SetResult();
        Assert.IsType<ResponseSuccess>(await answer);
        Assert.IsType<ResponseSuccess>(await shutdown);
        Assert.Equal(["handled", "background ended", "hook"], order);
        Assert.Equal(0, await runtime.Exit.Soon());
    }

    [Fact]
    public async Task A_failed_init_takes_its_work_with_it()
    {
        List<BackgroundTask> tasks = [];
        await using TestRuntime runtime = TestRuntime.Connect(new TestModule
        {
            Init = (module, config, _) =>
            {
                tasks.Add(module.Beside(stop => Task.Delay(Timeout.Infinite, stop)));
                config.GetRequiredString("url");
                return default;
            },
        });
        Assert.IsType<ResponseError>(await runtime.InitAsync());
        Assert.False(Assert.Single(tasks).IsRunning);
        Assert.IsType<ResponseSuccess>(await runtime.InitAsync("{'url':'x'}"));
        Assert.True(tasks[1].IsRunning);
    }

    [Fact]
    public async Task Work_can_only_be_started_while_the_module_runs()
    {
        TestModule module = new() { Shutdown = static (module, _) => Refuse(module) };
        Assert.Throws<InvalidOperationException>(() => module.Beside(static _ => Task.CompletedTask));
        Assert.Throws<ArgumentOutOfRangeException>(() => module.Repeat(TimeSpan.FromTicks(9_999), static _ => Task.CompletedTask));
        await using TestRuntime runtime = await TestRuntime.StartAsync(module);
        Assert.IsType<ResponseSuccess>(await runtime.ShutdownAsync());
    }

    [Fact]
    public async Task One_place_maps_exceptions_to_answers()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = static (_, message, _, _) => throw (message.Topic == "known" ? new KeyNotFoundException("no such order") : new InvalidOperationException("bug")),
            HandlerException = static (_, e) => e is KeyNotFoundException ? ModuleResult.Error("NOT_FOUND", e.Message) : null,
        });
        Assert.Equal(("NOT_FOUND", "no such order"), ((await runtime.FailAsync("known")).Code, (await runtime.FailAsync("known")).Message));
        Assert.Equal((ErrorCodes.HandlerError, "bug"), ((await runtime.FailAsync("other")).Code, (await runtime.FailAsync("other")).Message));
        await runtime.Stderr.ContainsAsync("bug");
        Assert.DoesNotContain("no such order", runtime.Stderr.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mapping_that_fails_itself_does_not_hide_the_exception()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = static (_, _, _, _) => throw new InvalidOperationException("first"),
            HandlerException = static (_, _) => throw new InvalidOperationException("second"),
        });
        Assert.Equal((ErrorCodes.HandlerError, "first"), ((await runtime.FailAsync("t")).Code, (await runtime.FailAsync("t")).Message));
        await runtime.Stderr.ContainsAsync("second");
    }

    private static ValueTask Refuse(TestModule module)
    {
        Assert.Throws<InvalidOperationException>(() => module.Beside(static _ => Task.CompletedTask));
        return default;
    }

    private static Task<TestRuntime> StartAsync(Action<TestModule> start, TimeProvider time) => TestRuntime.StartAsync(
        new TestModule
        {
            Init = async (module, _, _) =>
            {
                start(module);

                // The work begins in its first turn on the module's context: after that, its timer is set.
                await Task.Yield();
            },
        },
        options: new ModuleRunOptions { TimeProvider = time });

    private sealed class Signals
    {
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal int Count { get; private set; }

        internal Task Next => _next.Task;

        internal Task RaiseAsync()
        {
            Count++;
            _next.TrySetResult();
            return Task.CompletedTask;
        }

        internal Task Renew()
        {
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task;
        }
    }
}
