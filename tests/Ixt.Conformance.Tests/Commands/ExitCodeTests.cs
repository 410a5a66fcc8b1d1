using Ixt.Conformance.Commands;

namespace Ixt.Conformance.Tests.Commands;

/// <summary>Each way in which a run can end, through the whole program.</summary>
public sealed class ExitCodeTests
{
    private const string Right = """{"send":{"type":"health_check","id":"p"}},{"expect":{"data":{"healthy":true}}}""";
    private const string Wrong = """{"send":{"type":"health_check","id":"p"}},{"expect":{"data":{"healthy":false}}}""";

    [Fact]
    public async Task Zero_when_everything_conforms()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Right)));

        (ExitCode code, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint");

        Assert.Equal(ExitCode.Conformant, code);
        Assert.Contains("2/2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_when_a_case_fails_and_the_output_says_all_about_it()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Wrong)));

        (ExitCode code, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint", "--framing", "length");

        Assert.Equal(ExitCode.Failures, code);
        Assert.Contains("IXT-LIF-017 (module, readme): A `health_check` MUST be answered with success.", output, StringComparison.Ordinal);
        Assert.Contains("step 2 (expect), at /data/healthy", output, StringComparison.Ordinal);
        Assert.Contains("expected  false", output, StringComparison.Ordinal);
        Assert.Contains("got       true", output, StringComparison.Ordinal);
        Assert.Contains("run --testee js-jint --case x-a --framing length", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--no-such-option")]
    [InlineData("run", "--testee", "cobol")]
    [InlineData("run", "--framing", "morse")]
    [InlineData("run", "--report", "pdf=x")]
    [InlineData("run", "--jobs", "0")]
    [InlineData("run", "--timeout-scale", "-1")]
    [InlineData("run", "--provenance", "hearsay")]
    [InlineData("run", "--js", "/no/such/file.js")]
    [InlineData("run", "--py", "/no/such/file.py")]
    [InlineData("run", "--command", "node 'my.js")]
    [InlineData("run", "--command", "csharp=node my.js")]
    [InlineData("run", "--command", "python=python3 my.py")]
    [InlineData("explain")]
    [InlineData("explain", "no-such-case")]
    [InlineData("frobnicate")]
    public async Task Two_when_the_command_line_is_wrong(params string[] args)
    {
        (ExitCode code, _, string error) = await App.RunAsync(args);

        Assert.Equal(ExitCode.Usage, code);
        Assert.NotEmpty(error);
    }

    [Theory]
    [InlineData("js-jint x-a # it is broken", "expects it to fail")]
    [InlineData("js-jint x-gone # it is broken", "means no case")]
    public async Task Three_when_the_list_of_expected_failures_is_stale(string line, string told)
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Right)));
        string list = Path.Combine(mini.Directory, "known.txt");
        await File.WriteAllTextAsync(list, line, TestContext.Current.CancellationToken);

        (ExitCode code, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint", "--expected-failures", list);

        Assert.Equal(ExitCode.StaleExpectations, code);
        Assert.Contains(told, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zero_when_what_fails_is_expected_to()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Wrong)));
        string list = Path.Combine(mini.Directory, "known.txt");
        await File.WriteAllTextAsync(list, "js-jint x-a # it is broken", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Conformant, (await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint", "--expected-failures", list)).Code);
    }

    [Fact]
    public async Task Four_when_the_suite_contradicts_itself()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-b", Right)));

        (ExitCode code, _, string error) = await App.RunAsync("run", "--spec", mini.Directory);

        Assert.Equal(ExitCode.SuiteFault, code);
        Assert.Contains("x-b", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_when_a_case_cannot_be_played()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", """{"send":{"type":"health_check","id":{"$ref":"x"}}}""")));

        Assert.Equal(ExitCode.SuiteFault, (await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint")).Code);
    }

    [Theory]
    [InlineData("no-such-program-anywhere", "there is no program")]
    [InlineData("sh -c 'echo sorry >&2; exit 7'", "sorry")]
    [InlineData("sleep 1000", "no connection within")]
    public async Task Five_when_a_testee_does_not_start(string command, string told)
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Right)));

        (ExitCode code, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--command", command, "--timeout-scale", command.StartsWith("sleep", StringComparison.Ordinal) ? "0.02" : "4");

        Assert.Equal(ExitCode.CannotStart, code);
        Assert.Contains(told, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Six_when_nothing_ran()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Right)));

        Assert.Equal(ExitCode.NothingRan, (await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint", "--case", "y-*")).Code);
        Assert.Equal(ExitCode.NothingRan, (await App.RunAsync("list", "--spec", mini.Directory, "--case", "y-*")).Code);
    }
}
