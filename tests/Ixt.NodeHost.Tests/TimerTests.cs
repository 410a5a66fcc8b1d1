using Microsoft.Extensions.Time.Testing;

namespace Ixt.NodeHost.Tests;

public sealed class TimerTests
{
    [Fact]
    public async Task Timers_and_Date_follow_the_time_provider()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        LineSink sink = new();
        (NodeProcess process, _, _) = ScriptRun.Start(
            new Dictionary<string, string>
            {
                [ScriptRun.Main] =
                    """
                    const start = Date.now();
                    const h = process.hrtime.bigint();
                    console.log(new Date().toISOString());
                    setTimeout(() => { console.log('30 s later', Date.now() - start, String(process.hrtime.bigint() - h), performance.now() >= 30000); }, 30000);
                    """,
            },
            o => o with { TimeProvider = time, Stdout = sink });

        Assert.Equal("2030-01-02T03:04:05.000Z", await sink.NextAsync());
        Task<string> next = sink.NextAsync();

        // The script arms its alarm at some moment after its first line; a second at a time reaches it whenever that was.
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        string line = await next;
        NodeExit exit = await process.Completion;
        Assert.StartsWith("30 s later ", line, StringComparison.Ordinal);
        Assert.EndsWith(" true", line, StringComparison.Ordinal);
        Assert.Equal(0, exit.ExitCode);
    }

    [Fact]
    public async Task Timers_fire_by_due_time_then_by_age()
    {
        // A clock that stands still while the script arms them; on a real one a stall between two timers changes their order, in Node too.
        FakeTimeProvider time = new();
        LineSink sink = new();
        (NodeProcess process, _, _) = ScriptRun.Start(
            new Dictionary<string, string>
            {
                [ScriptRun.Main] = "for (const [n, ms] of [['a', 20], ['b', 5], ['c', 20], ['d', 0], ['e', 5]]) setTimeout((x) => console.log(x), ms, n); console.log('armed');",
            },
            o => o with { TimeProvider = time, Stdout = sink });
        Assert.Equal("armed", await sink.NextAsync());

        while (!process.Completion.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        List<string> order = [];
        for (int i = 0; i < 5; i++)
        {
            order.Add(await sink.NextAsync());
        }

        Assert.Equal(["d", "b", "e", "a", "c"], order);
    }

    [Fact]
    public async Task An_interval_stops_when_cleared_inside_its_own_callback()
    {
        ScriptRun run = await ScriptRun.RunAsync("let n = 0; const t = setInterval(() => { console.log(++n); if (n === 3) clearInterval(t); }, 1);");

        Assert.Equal(["1", "2", "3"], run.Lines);
    }

    [Fact]
    public async Task Clearing_by_number_and_refresh_work()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            """
            const a = setTimeout(() => console.log('cleared?'), 5);
            clearTimeout(+a);
            const b = setTimeout(() => console.log('b'), 5);
            b.refresh();
            console.log(b.hasRef(), b.unref().hasRef(), b.ref() === b);
            clearImmediate(setImmediate(() => console.log('no')));
            """);

        Assert.Equal(["true false true", "b"], run.Lines);
    }
}
