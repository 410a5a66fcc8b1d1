namespace Ixt.NodeHost.Tests;

public sealed class BudgetTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("for (;;) {}")]
    [InlineData("const spin = () => Promise.resolve().then(spin); spin();")]
    [InlineData("const tick = () => process.nextTick(tick); tick();")]
    [InlineData("setTimeout(() => { try { while (true) {} } finally { console.log('finally'); } }, 1)")]
    public async Task A_turn_over_its_time_ends_the_program(string source)
    {
        ScriptRun run = await ScriptRun.RunAsync(source, o => o with { TurnBudget = s_short });

        Assert.Equal((70, NodeExitReason.BudgetExceeded), (run.Exit.ExitCode, run.Exit.Reason));
        Assert.Empty(run.Lines);
    }

    [Fact]
    public async Task Many_short_turns_may_take_longer_than_one_budget()
    {
        ScriptRun run = await ScriptRun.RunAsync(
            "let n = 0; const t = setInterval(() => { if (++n === 40) { clearInterval(t); console.log('done'); } }, 10);", o => o with { TurnBudget = s_short });

        Assert.Equal(["done"], run.Lines);
    }

    [Fact]
    public async Task A_turn_over_its_memory_ends_the_program()
    {
        ScriptRun run = await ScriptRun.RunAsync("const a = []; for (;;) a.push({ x: a.length });", o => o with { TurnMemoryLimit = 32 << 20, TurnBudget = null });

        Assert.Equal((70, NodeExitReason.BudgetExceeded), (run.Exit.ExitCode, run.Exit.Reason));
    }

    [Theory]
    [InlineData("new Uint8Array(300e6)")]
    [InlineData("new Float64Array(40e6)")]
    [InlineData("new ArrayBuffer(300e6)")]
    [InlineData("Buffer.alloc(300e6)")]
    [InlineData("'x'.repeat(3e8)")]
    [InlineData("'x'.padStart(3e8)")]
    public async Task One_huge_allocation_is_a_RangeError(string expression)
    {
        ScriptRun run = await ScriptRun.RunAsync($"try {{ {expression}; console.log('got it'); }} catch (e) {{ console.log(e.name); }}");

        Assert.Equal(["RangeError"], run.Lines);
    }

    [Theory]
    [InlineData("function f() { return 1 + f(); } f();")]
    [InlineData("const o = { get x() { return this.x; } }; o.x;")]
    [InlineData("class A { constructor() { new A(); } } new A();")]
    [InlineData("JSON.parse('['.repeat(100000) + ']'.repeat(100000));")]
    [InlineData("let v = []; for (let i = 0; i < 1000000; i++) v = [v]; JSON.stringify(v);")]
    [InlineData("const t = '['.repeat(4900) + ']'.repeat(4900); let d = 0; function f() { if (++d % 100 === 0) JSON.parse(t); return 1 + f(); } f();")]
    public async Task Bottomless_recursion_is_an_error_the_script_can_catch(string source)
    {
        ScriptRun run = await ScriptRun.RunAsync(
            $"try {{ {source} console.log('no error'); }} catch (e) {{ console.log(e instanceof RangeError || e instanceof SyntaxError); }}",
            // Unwinding thousands of script frames takes a while; that is not what is tested.
            o => o with { TurnBudget = TimeSpan.FromSeconds(55) });

        Assert.Equal(["true"], run.Lines);
        Assert.Equal(0, run.Exit.ExitCode);
    }

    [Fact]
    public async Task The_token_ends_a_spinning_program_and_an_idle_one()
    {
        using CancellationTokenSource kill = new();
        NodeProgram spinning = new() { EntryFile = ScriptRun.Main, Files = new Dictionary<string, string> { [ScriptRun.Main] = "console.log('on'); for (;;) {}" } };
        NodeProgram idle = new() { EntryFile = ScriptRun.Main, Files = new Dictionary<string, string> { [ScriptRun.Main] = "console.log('on'); setInterval(() => {}, 1e8);" } };
        LineSink first = new();
        LineSink second = new();
        Task<NodeExit> a = NodeProcess.RunAsync(new NodeHostOptions { Program = spinning, TurnBudget = null, Stdout = first }, kill.Token);
        Task<NodeExit> b = NodeProcess.RunAsync(new NodeHostOptions { Program = idle, Stdout = second }, kill.Token);
        await first.NextAsync();
        await second.NextAsync();

        await kill.CancelAsync();

        Assert.Equal((137, NodeExitReason.Killed), ((await a).ExitCode, (await a).Reason));
        Assert.Equal((137, NodeExitReason.Killed), ((await b).ExitCode, (await b).Reason));
    }
}
