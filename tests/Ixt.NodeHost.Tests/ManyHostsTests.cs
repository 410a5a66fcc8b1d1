namespace Ixt.NodeHost.Tests;

public sealed class ManyHostsTests
{
    [Fact]
    public async Task Hosts_of_one_program_run_at_once_and_share_nothing()
    {
        Dictionary<string, string> files = new()
        {
            [ScriptRun.Main] = "globalThis.n = (globalThis.n || 0) + 1; const c = require('./counter'); setTimeout(() => console.log(process.env.ID, globalThis.n, c.next()), 1);",
            ["/app/counter.js"] = "let n = 0; exports.next = () => ++n;",
        };
        NodeProgram program = new() { EntryFile = ScriptRun.Main, Files = files };

        string[] outputs = await Task.WhenAll(Enumerable.Range(0, 60).Select(async id =>
        {
            StringWriter stdout = new();
            NodeExit exit = await NodeProcess.RunAsync(
                new NodeHostOptions { Program = program, Stdout = stdout, Env = new Dictionary<string, string> { ["ID"] = $"{id}" } },
                TestContext.Current.CancellationToken);
            return $"{exit.ExitCode} {stdout}";
        }));

        Assert.Equal(Enumerable.Range(0, 60).Select(id => $"0 {id} 1 1\n"), outputs);
    }

    [Fact]
    public async Task A_host_failure_inside_a_turn_ends_that_program_only()
    {
        ScriptRun run = await ScriptRun.RunAsync("console.log('x'); setTimeout(() => console.log('never'), 1)", o => o with { Stdout = new FailingWriter() });

        Assert.Equal((70, NodeExitReason.Crashed), (run.Exit.ExitCode, run.Exit.Reason));
        Assert.Contains("disk full", run.Exit.Error, StringComparison.Ordinal);
    }

    private sealed class FailingWriter : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(string? value) => throw new IOException("disk full");
    }
}
