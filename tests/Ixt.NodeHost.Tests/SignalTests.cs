namespace Ixt.NodeHost.Tests;

public sealed class SignalTests
{
    private static (NodeProcess Process, LineSink Sink) Start(string source)
    {
        LineSink sink = new();
        (NodeProcess process, _, _) = ScriptRun.Start(new Dictionary<string, string> { [ScriptRun.Main] = source }, o => o with { Stdout = sink });
        return (process, sink);
    }

    [Fact]
    public async Task A_handler_hears_the_signal_and_decides()
    {
        (NodeProcess process, LineSink sink) = Start(
            "process.on('SIGTERM', (name, number) => { console.log(name, number); process.exit(4); }); setInterval(() => {}, 1e8); console.log('up');");
        Assert.Equal("up", await sink.NextAsync());

        process.Signal("SIGTERM");

        Assert.Equal("SIGTERM 15", await sink.NextAsync());
        Assert.Equal(new NodeExit(4, NodeExitReason.ExitCalled, null), await process.Completion);
    }

    [Theory]
    [InlineData("SIGTERM", 143)]
    [InlineData("SIGINT", 130)]
    [InlineData("SIGKILL", 137)]
    public async Task Without_a_handler_it_ends_the_program_even_when_it_spins(string signal, int code)
    {
        (NodeProcess process, LineSink sink) = Start("process.on('exit', () => console.log('exit')); console.log('up'); for (;;) {}");
        Assert.Equal("up", await sink.NextAsync());

        process.Signal(signal);

        Assert.Equal(new NodeExit(code, NodeExitReason.Killed, signal), await process.Completion);
    }

    [Fact]
    public async Task A_handler_does_not_keep_the_program_alive_and_removing_it_restores_the_default()
    {
        (NodeProcess alone, LineSink _) = Start("process.on('SIGTERM', () => {});");
        Assert.Equal(NodeExitReason.LoopEmpty, (await alone.Completion).Reason);

        (NodeProcess process, LineSink sink) = Start(
            "const f = () => console.log('heard'); process.once('SIGINT', f); process.on('SIGTERM', f); process.off('SIGTERM', f); setInterval(() => {}, 1e8); console.log('up');");
        Assert.Equal("up", await sink.NextAsync());
        process.Signal("SIGINT");
        Assert.Equal("heard", await sink.NextAsync());
        process.Signal("SIGTERM");
        Assert.Equal(143, (await process.Completion).ExitCode);
    }

    [Fact]
    public void An_unknown_signal_is_refused()
    {
        (NodeProcess process, _) = Start("setInterval(() => {}, 1e8);");

        Assert.Throws<ArgumentException>(() => process.Signal("SIGNOSUCH"));

        process.Kill();
    }

    [Fact]
    public async Task A_script_can_signal_itself()
    {
        ScriptRun run = await ScriptRun.RunAsync("process.on('SIGTERM', (s) => { console.log(s); clearInterval(t); }); const t = setInterval(() => {}, 1e8); process.kill(process.pid, 'SIGTERM');");

        Assert.Equal(["SIGTERM"], run.Lines);
    }
}
