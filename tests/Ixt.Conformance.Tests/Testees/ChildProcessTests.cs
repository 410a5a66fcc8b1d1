using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Testees;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Whatever_a_testee_started_ends_with_it()
    {
        OutputCapture output = new();
        ChildProcess process = Start("sleep 1000 & echo $! >&2; wait", output);
        await output.WaitForAsync(new Regex("^[0-9]+$"), Patience());
        int grandchild = int.Parse(output.Tail(1)[0], CultureInfo.InvariantCulture);
        using Process watched = Process.GetProcessById(grandchild);

        await process.DisposeAsync();

        await watched.WaitForExitAsync(Patience());
        Assert.True(process.Exited.IsCompleted);
    }

    [Fact]
    public async Task An_orphan_that_its_parent_left_behind_ends_as_well()
    {
        OutputCapture output = new();
        ChildProcess process = Start("sleep 1000 >/dev/null 2>&1 & echo $! >&2", output);
        Assert.Equal(0, await process.Exited.WaitAsync(_patience, TestContext.Current.CancellationToken));
        await output.WaitForAsync(new Regex("^[0-9]+$"), Patience());
        using Process orphan = Process.GetProcessById(int.Parse(output.Tail(1)[0], CultureInfo.InvariantCulture));

        await process.DisposeAsync();

        await orphan.WaitForExitAsync(Patience());
    }

    [Fact]
    public async Task A_process_that_ignores_signals_is_ended_all_the_same()
    {
        OutputCapture output = new();
        ChildProcess process = Start("trap '' TERM INT; echo ready; while :; do sleep 1000; done", output);
        await output.WaitForAsync(new Regex("ready"), Patience());
        process.Signal("SIGTERM");

        await process.DisposeAsync();

        Assert.Equal(137, await process.Exited);
    }

    [Fact]
    public async Task Lines_of_both_streams_are_kept_and_an_unfinished_one_too()
    {
        OutputCapture output = new();
        ChildProcess process = Start("echo out; printf 'half' >&2; exit 5", output);

        Assert.Equal(5, await process.Exited.WaitAsync(_patience, TestContext.Current.CancellationToken));
        await process.DisposeAsync();

        Assert.Equal(["half", "out"], output.Tail(10).Order());
    }

    [Fact]
    public async Task The_environment_is_changed_and_taken_from()
    {
        OutputCapture output = new();
        Dictionary<string, string?> changes = new() { ["IXT_TEST_SET"] = "yes", ["HOME"] = null };
        ChildProcess process = ChildProcess.Start(["sh", "-c", "echo \"$IXT_TEST_SET ${HOME-unset}\""], changes, output);

        await process.Exited.WaitAsync(_patience, TestContext.Current.CancellationToken);
        await process.DisposeAsync();

        Assert.Equal(["yes unset"], output.Tail(10));
    }

    [Theory]
    [InlineData("no-such-program-anywhere")]
    [InlineData("/etc/passwd")]
    public void What_cannot_be_started_is_told(string program)
    {
        Assert.Contains(program, Assert.Throws<TesteeStartException>(() => ChildProcess.Start([program], new Dictionary<string, string?>(), new OutputCapture())).Message, StringComparison.Ordinal);
    }

    private static ChildProcess Start(string script, OutputCapture output) => ChildProcess.Start(["sh", "-c", script], new Dictionary<string, string?>(), output);

    private static CancellationToken Patience() => new CancellationTokenSource(_patience).Token;
}
