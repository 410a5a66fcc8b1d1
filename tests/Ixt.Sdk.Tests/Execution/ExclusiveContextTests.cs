namespace Ixt.Sdk.Tests;

public sealed class ExclusiveContextTests
{
    [Fact]
    public async Task What_many_threads_post_runs_once_each_and_never_at_the_same_time()
    {
        const int threads = 8;
        const int each = 20_000;
        ExclusiveContext context = new();
        int inside = 0;
        int overlaps = 0;
        int unguarded = 0;
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < each; i++)
            {
                context.Post(
                    _ =>
                    {
                        if (Interlocked.Increment(ref inside) != 1)
                        {
                            overlaps++;
                        }

                        if (++unguarded == threads * each)
                        {
                            done.SetResult();
                        }

                        Interlocked.Decrement(ref inside);
                    },
                    null);
            }
        }))).Soon();
        await done.Task.Soon();
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task Posts_of_one_thread_run_in_order()
    {
        ExclusiveContext context = new();
        List<int> seen = [];
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        for (int i = 0; i < 10_000; i++)
        {
            context.Post(state => seen.Add((int)state!), i);
        }

        context.Post(_ => done.SetResult(), null);
        await done.Task.Soon();
        Assert.Equal(Enumerable.Range(0, 10_000), seen);
    }

    [Fact]
    public async Task A_continuation_of_an_await_that_completes_elsewhere_comes_back()
    {
        ExclusiveContext context = new();
        TaskCompletionSource elsewhere = new();
        TaskCompletionSource<bool> back = new(TaskCreationOptions.RunContinuationsAsynchronously);
        context.Post(_ => _ = AwaitAsync(), null);
        new Thread(() => elsewhere.SetResult()).Start();
        Assert.True(await back.Task.Soon());

        async Task AwaitAsync()
        {
            await elsewhere.Task;
            back.SetResult(SynchronizationContext.Current == context && SynchronizationContext.Current!.CreateCopy() == context);
        }
    }

    [Fact]
    public async Task Send_runs_in_turn_and_hands_back_the_exception()
    {
        ExclusiveContext context = new();
        await Task.Run(() =>
        {
            SynchronizationContext? inside = null;
            context.Send(_ => inside = SynchronizationContext.Current, null);
            Assert.Same(context, inside);
            Assert.Throws<FormatException>(() => context.Send(_ => throw new FormatException(), null));
            context.Send(_ => context.Send(_ => inside = null, null), null);
            Assert.Null(inside);
        }).Soon();
    }
}
