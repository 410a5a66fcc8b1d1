namespace Ixt.NodeHost.Tests;

public sealed class ExitTests
{
    [Fact]
    public async Task Exit_runs_exit_handlers_but_neither_catch_nor_finally()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            """
            process.on('exit', (code) => console.log('exit', code));
            (async () => { try { await null; process.exit(3); } catch { console.log('catch'); } finally { console.log('finally'); } })();
            setTimeout(() => console.log('late'), 1);
            """);

        Assert.Equal(["exit 3"], run.Lines);
        Assert.Equal(new NodeExit(3, NodeExitReason.ExitCalled, null), run.Exit);
    }

    [Fact]
    public async Task ExitCode_is_honoured_when_the_loop_ends_and_by_exit_without_argument()
    {
        ScriptRun natural = await ScriptRun.RunAsync("process.exitCode = 5;");
        ScriptRun called = await ScriptRun.RunAsync("process.exitCode = 6; process.exit();");
        ScriptRun late = await ScriptRun.RunAsync("process.on('exit', () => { process.exitCode = 7; });");

        Assert.Equal((5, NodeExitReason.LoopEmpty), (natural.Exit.ExitCode, natural.Exit.Reason));
        Assert.Equal((6, NodeExitReason.ExitCalled), (called.Exit.ExitCode, called.Exit.Reason));
        Assert.Equal(7, late.Exit.ExitCode);
    }

    [Fact]
    public async Task An_uncaught_exception_ends_with_1_and_its_stack_on_stderr()
    {
        ScriptRun run = await ScriptRun.RunAsync("process.on('exit', (c) => console.log('exit', c));\nfunction boom() {\n  throw new TypeError('no good');\n}\nsetTimeout(boom, 1); setTimeout(() => console.log('late'), 50);");

        Assert.Equal(["exit 1"], run.Lines);
        Assert.Equal((1, NodeExitReason.UncaughtException), (run.Exit.ExitCode, run.Exit.Reason));
        Assert.StartsWith("TypeError: no good\n    at boom (/app/main.js:3:", run.Stderr, StringComparison.Ordinal);
        Assert.Equal(run.Stderr, run.Exit.Error);
    }

    [Fact]
    public async Task An_uncaughtException_handler_keeps_the_program_running()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            "process.on('uncaughtException', (e, origin) => console.log(e.message, origin)); setTimeout(() => console.log('alive'), 5); queueMicrotask(() => { throw new Error('m'); }); throw new Error('x');");

        Assert.Equal(["x uncaughtException", "m uncaughtException", "alive"], run.Lines);
        Assert.Equal(0, run.Exit.ExitCode);
    }

    [Fact]
    public async Task An_uncaughtException_handler_that_throws_ends_with_7()
    {
        ScriptRun run = await ScriptRun.RunAsync("process.on('uncaughtException', () => { throw new Error('again'); }); throw new Error('x');");

        Assert.Equal(7, run.Exit.ExitCode);
        Assert.Contains("Error: again", run.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unhandled_rejection_ends_with_1_after_the_microtasks()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            "Promise.reject(new Error('lost')); Promise.resolve().then(() => console.log('micro')); process.nextTick(() => console.log('tick')); setImmediate(() => console.log('never'));");

        Assert.Equal(["tick", "micro"], run.Lines);
        Assert.Equal((1, NodeExitReason.UnhandledRejection), (run.Exit.ExitCode, run.Exit.Reason));
        Assert.Contains("Error: lost", run.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejection_that_is_not_an_error_says_so()
    {
        ScriptRun run = await ScriptRun.RunAsync("Promise.reject(42);");

        Assert.Equal(1, run.Exit.ExitCode);
        Assert.Contains("reason \"42\"", run.Stderr, StringComparison.Ordinal);
        Assert.Contains("ERR_UNHANDLED_REJECTION", run.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejection_handled_within_the_same_turn_is_not_reported()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            "const p = Promise.reject(new Error('x')); process.nextTick(() => p.catch((e) => console.log('caught', e.message)));");

        Assert.Equal(["caught x"], run.Lines);
        Assert.Equal(0, run.Exit.ExitCode);
    }

    [Fact]
    public async Task An_unhandledRejection_handler_takes_it_and_rejectionHandled_follows()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            """
            process.on('unhandledRejection', (reason, promise) => { console.log(reason.message, promise === p); setTimeout(() => p.catch(() => {}), 1); });
            process.on('rejectionHandled', (promise) => console.log('handled', promise === p));
            const p = Promise.reject(new Error('later'));
            """);

        Assert.Equal(["later true", "handled true"], run.Lines);
        Assert.Equal(0, run.Exit.ExitCode);
    }
}
