using System.Text.RegularExpressions;
using Ixt.Conformance.Commands;
using Ixt.Conformance.Display;
using Ixt.Conformance.Testees;
using Ixt.NodeHost;

namespace Ixt.Conformance.Tests.Commands;

public sealed class AttachTests
{
    [Fact]
    public async Task Whoever_is_told_the_socket_can_start_the_module_himself()
    {
        using MiniSuite mini = MiniSuite.Create(
            ("x-a", MiniSuite.Text("x-a", """{"send":{"type":"health_check","id":"p"}},{"expect":{"data":{"healthy":true}}}""")),
            ("x-b", MiniSuite.Text("x-b", """{"expect_stderr":"x"}""")));
        OutputCapture printed = new();
        using LineWriter writer = new(printed);
        Task<int> run = ConformanceApp.RunAsync(
            ["run", "--spec", mini.Directory, "--attach", "--framing", "ndjson"], Consoles.On(writer), TextWriter.Null, TestContext.Current.CancellationToken);

        Regex assignments = new("IXT_IPC_SOCKET=(?<path>[^ ]+) IXT_MODULE_ID=(?<id>[^ ]+)");
        await printed.WaitForAsync(assignments, TestContext.Current.CancellationToken);
        Match told = printed.Tail(100).Select(l => assignments.Match(l)).First(m => m.Success);
        NodeExit exit = await NodeProcess.RunAsync(
            new NodeHostOptions
            {
                Program = new NodeProgram { EntryFile = Path.Combine(Repository.Root, "testees", "js", "conformance.js"), Roots = [Repository.Root] },
                Env = new Dictionary<string, string> { ["IXT_IPC_SOCKET"] = told.Groups["path"].Value, ["IXT_MODULE_ID"] = told.Groups["id"].Value },
            },
            TestContext.Current.CancellationToken);

        // What the runner cannot see of such a module is not testable, which is not a pass.
        Assert.Equal((int)ExitCode.Failures, await run);
        Assert.Equal(0, exit.ExitCode);
        Assert.Contains(printed.Tail(100), l => l.Contains("1/2", StringComparison.Ordinal));
        Assert.Contains(printed.Tail(100), l => l.Contains("NOT-TESTABLE", StringComparison.Ordinal));
    }
}
