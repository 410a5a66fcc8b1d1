namespace Ixt.NodeHost.Tests;

public sealed class EventLoopTests
{
    [Fact]
    public async Task Ticks_run_before_promise_jobs_and_both_before_timers_and_immediates()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            """
            const order = [];
            setTimeout(() => { order.push('timeout'); process.nextTick(() => order.push('tick of timeout')); Promise.resolve().then(() => order.push('micro of timeout')); }, 1);
            setTimeout(() => order.push('timeout 2'), 1);
            setImmediate(() => { order.push('immediate'); setImmediate(() => order.push('immediate 2')); process.nextTick(() => order.push('tick of immediate')); });
            process.nextTick(() => { order.push('tick'); process.nextTick(() => order.push('tick in tick')); });
            Promise.resolve().then(() => { order.push('micro'); process.nextTick(() => order.push('tick in micro')); }).then(() => order.push('micro 2'));
            queueMicrotask(() => order.push('queued micro'));
            (async () => { order.push('async start'); await null; order.push('after await'); })();
            order.push('sync');
            process.on('exit', () => console.log(order.join(',')));
            const start = Date.now();
            while (Date.now() - start < 5) {} // both timers are due when the loop starts
            """);

        Assert.Equal(
            "async start,sync,tick,tick in tick,micro,queued micro,after await,micro 2,tick in micro," +
            "timeout,tick of timeout,micro of timeout,timeout 2,immediate,tick of immediate,immediate 2\n",
            run.Stdout);
    }

    [Fact]
    public async Task A_require_runs_no_promise_job_of_its_caller()
    {
        ScriptRun run = await ScriptRun.RunAsync(new Dictionary<string, string>
        {
            [ScriptRun.Main] = "Promise.resolve().then(() => console.log('job')); require('./other'); require('util').inspect({}); console.log('main');",
            ["/app/other.js"] = "console.log('other');",
        });

        Assert.Equal(["other", "main", "job"], run.Lines);
    }

    [Fact]
    public async Task An_unref_timer_does_not_hold_the_loop_and_a_ref_one_does()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            """
            setTimeout(() => console.log('never'), 3600000).unref();
            setTimeout(() => console.log('held'), 5);
            setInterval(() => {}, 1000).unref();
            """);

        Assert.Equal(["held"], run.Lines);
        Assert.Equal(new NodeExit(0, NodeExitReason.LoopEmpty, null), run.Exit);
    }

    [Fact]
    public async Task BeforeExit_may_start_new_work()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            "let n = 0; process.on('beforeExit', () => { if (n++ < 2) setTimeout(() => console.log('again', n), 1); }); process.on('exit', () => console.log('exit', n));");

        Assert.Equal(["again 1", "again 2", "exit 3"], run.Lines);
    }
}
