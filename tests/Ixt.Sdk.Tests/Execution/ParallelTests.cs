using Ixt.Protocol;

namespace Ixt.Sdk.Tests;

public sealed class ParallelTests
{
    [Fact]
    public async Task N_handlers_run_at_a_time_and_no_more()
    {
        const int limit = 4;
        const int messages = 64;
        int inside = 0;
        int most = 0;
        int started = 0;
        TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Mode = ExecutionMode.Parallel(limit),
            Handle = async (_, _, _, _) =>
            {
                int now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                if (Interlocked.Increment(ref started) == limit)
                {
                    full.SetResult();
                }

                await go.Task;
                await Task.Run(static () => Thread.SpinWait(100));
                Interlocked.Decrement(ref inside);
                return ModuleResult.Success();
            },
        });
        Task<ModuleResponse[]> answers = Task.WhenAll(Enumerable.Range(0, messages).Select(_ => runtime.SendAsync("t")));
        await full.Task.Soon();

        // The health check comes after all messages: each of them has been taken or is waiting by now.
        Assert.IsType<ResponseSuccess>(await runtime.HealthAsync());
        Assert.Equal(limit, Volatile.Read(ref started));
        go.SetResult();
        Assert.All(await answers.Soon(), static answer => Assert.IsType<ResponseSuccess>(answer));
        Assert.Equal(limit, most);
        Assert.Equal(messages, started);
    }

    [Fact]
    public async Task Two_blocking_handlers_run_at_the_same_time()
    {
        using Barrier both = new(2);
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Mode = ExecutionMode.Parallel(2),
            Handle = (_, _, _, _) => new(ModuleResult.Success(("met", both.SignalAndWait(TestTimeouts.Default)))),
        });
        ModuleResponse[] answers = await Task.WhenAll(runtime.SendAsync("t"), runtime.SendAsync("t")).Soon();
        Assert.All(answers, static answer => Json.Equal("{'met':true}", Assert.IsType<ResponseSuccess>(answer).Data));
    }

    [Fact]
    public async Task With_a_limit_of_1_handlers_start_in_order()
    {
        List<string> started = [];
        await using TestRuntime runtime = await TestRuntime.StartAsync(new TestModule
        {
            Mode = ExecutionMode.Parallel(1),
            Handle = async (_, message, _, _) =>
            {
                started.Add(message.GetPayloadText());
                await Task.Yield();
                return ModuleResult.Success();
            },
        });
        string[] sent = [.. Enumerable.Range(0, 200).Select(static i => $"{i}")];
        await Task.WhenAll(sent.Select(text => runtime.SendAsync("t", text))).Soon();
        Assert.Equal(sent, started);
    }

    [Fact]
    public void A_limit_below_1_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => ExecutionMode.Parallel(0));

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
