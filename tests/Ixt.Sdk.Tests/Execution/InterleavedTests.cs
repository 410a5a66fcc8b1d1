using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

public sealed class InterleavedTests
{
    [Fact]
    public async Task A_thousand_concurrent_handlers_increment_an_unguarded_field_across_awaits()
    {
        const int handlers = 1_000;
        const int turns = 5;
        int counter = 0;
        int arrived = 0;
        int inside = 0;
        int overlaps = 0;
        TaskCompletionSource all = new();
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = async (_, _, _, _) =>
            {
                if (++arrived == handlers)
                {
                    all.SetResult();
                }

                // Nobody goes on before the last has come: they really are concurrent.
                await all.Task;
                for (int turn = 0; turn < turns; turn++)
                {
                    Bump();
                    await Task.Yield();
                    Bump();

                    // Completes on some pool thread, many at a time.
                    await Task.Run(static () => Thread.SpinWait(50));
                }

                return ModuleResult.Success(("counter", counter));
            },
        });
        ModuleResponse[] answers = await Task.WhenAll(Enumerable.Range(0, handlers).Select(_ => runtime.SendAsync("t"))).Soon();
        Assert.All(answers, static answer => Assert.IsType<ResponseSuccess>(answer));
        Assert.Equal(0, overlaps);
        Assert.Equal(handlers * turns * 2, counter);

        void Bump()
        {
            if (Interlocked.Increment(ref inside) != 1)
            {
                overlaps++;
            }

            // A read, some time, a write: in parallel this would lose increments.
            int read = counter;
            Thread.SpinWait(20);
            counter = read + 1;
            Interlocked.Decrement(ref inside);
        }
    }

    [Fact]
    public async Task A_calls_B_calls_A_without_deadlock()
    {
        Dictionary<string, TestRuntime> routes = [];
        FakeServices services = new();
        services.Bus = (sent, cancellationToken) =>
            routes[sent.Topic].SendAsync(new HandleMessage { Topic = sent.Topic, Payload = sent.Payload }, cancellationToken);
        await using TestRuntime a = await TestRuntime.StartAsync(
            new TestModule { Handle = static (module, message, _, _) => message.Topic == "a.start" ? ForwardAsync(module, "b", message) : new(ModuleResult.Success(("end", message.GetPayloadText()))) },
            services: services);
        await using TestRuntime b = await TestRuntime.StartAsync(
            new TestModule { Handle = static (module, message, _, _) => ForwardAsync(module, "a.end", message) }, services: services);
        routes["b"] = b;
        routes["a.end"] = a;

        Json.Equal("{'from':'a.end','data':{'end':'x'}}", (await b.SucceedAsync("direct", "x")));
        Json.Equal("{'from':'b','data':{'from':'a.end','data':{'end':'y'}}}", await a.SucceedAsync("a.start", "y"));

        static async ValueTask<ModuleResult> ForwardAsync(TestModule module, string topic, HandleMessage message)
        {
            SendResponse response = await module.SendAsync(topic, message.Payload);
            Assert.True(response.Success, response.Error?.Message);
            return ModuleResult.Success(("from", topic), ("data", response.Data!.Value));
        }
    }

    [Fact]
    public async Task Hooks_and_handlers_share_the_exclusive_context()
    {
        HashSet<SynchronizationContext?> contexts = [];
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Init = async (_, _, _) =>
            {
                contexts.Add(SynchronizationContext.Current);
                await Task.Yield();
                contexts.Add(SynchronizationContext.Current);
            },
            Handle = async (module, _, _, _) =>
            {
                contexts.Add(SynchronizationContext.Current);
                await module.Store.SetAsync("k", "v");
                contexts.Add(SynchronizationContext.Current);
                return ModuleResult.Success();
            },
            Health = (_, _) =>
            {
                contexts.Add(SynchronizationContext.Current);
                return new(HealthReport.Default);
            },
            Shutdown = (_, _) =>
            {
                contexts.Add(SynchronizationContext.Current);
                return default;
            },
        });
        await runtime.SucceedAsync("t");
        await runtime.HealthAsync();
        await runtime.ShutdownAsync();
        await runtime.Exit.Soon();
        Assert.IsType<ExclusiveContext>(Assert.Single(contexts));
    }

    [Fact]
    public async Task Handlers_start_in_order_of_arrival()
    {
        List<string> started = [];
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = async (_, message, _, _) =>
            {
                started.Add(message.GetPayloadText());
                await Task.Yield();
                return ModuleResult.Success();
            },
        });
        string[] sent = [.. Enumerable.Range(0, 500).Select(static i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        await Task.WhenAll(sent.Select(text => runtime.SendAsync("t", text))).Soon();
        Assert.Equal(sent, started);
    }

    [Fact]
    public async Task A_callback_on_the_token_that_asks_for_the_context_waits_for_its_turn()
    {
        using CancellationTokenSource caller = new();
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<(bool Overlapped, bool InContext)> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = async (_, _, _, token) =>
            {
                bool isBusy = true;
                TaskCompletionSource called = new();
                SynchronizationContext? own = SynchronizationContext.Current;
                bool overlapped = false;
                bool inContext = false;
                await using (token.Register(
                    () =>
                    {
                        overlapped = isBusy;
                        inContext = own is not null && SynchronizationContext.Current == own;
                        called.SetResult();
                    },
                    useSynchronizationContext: true))
                {
                    // Busy while the token fires: the callback is due now and may not run yet.
                    started.SetResult();
                    SpinWait.SpinUntil(() => token.IsCancellationRequested);
                    Thread.SpinWait(100_000);
                    isBusy = false;
                    await called.Task;
                }

                seen.SetResult((overlapped, inContext));
                return ModuleResult.Success();
            },
        });
        Task<ModuleResponse> call = runtime.SendAsync("t", cancellationToken: caller.Token);
        await started.Task.Soon();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal((false, true), await seen.Task.Soon());
    }

    [Fact]
    public async Task A_handler_that_yields_to_nobody_still_sees_that_it_is_cancelled()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = static (_, _, _, token) =>
            {
                SpinWait.SpinUntil(() => token.IsCancellationRequested);
                token.ThrowIfCancellationRequested();
                return new(ModuleResult.Success());
            },
        });
        Task<ModuleResponse> call = runtime.SendAsync("t");
        await runtime.ShutdownAsync(TimeSpan.Zero);
        Assert.Equal(ErrorCodes.Cancelled, Assert.IsType<ResponseError>(await call).Error.Code);
        Assert.Equal(0, await runtime.Exit.Soon());
    }

    [Fact]
    public async Task Leaving_the_context_is_a_choice()
    {
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = static async (_, _, _, _) =>
            {
                await Task.Run(static () => { }).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                return ModuleResult.Success(("left", SynchronizationContext.Current is null));
            },
        });
        Json.Equal("{'left':true}", await runtime.SucceedAsync("t"));
    }

    [Fact]
    public async Task What_a_handler_puts_into_an_async_local_stays_with_it()
    {
        AsyncLocal<string?> local = new();
        List<string?> seen = [];
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Handle = (_, _, _, _) =>
            {
                seen.Add(local.Value);
                local.Value = "mine";
                return new(ModuleResult.Success());
            },
        });
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => runtime.SendAsync("t"))).Soon();
        Assert.All(seen, Assert.Null);
    }
}
