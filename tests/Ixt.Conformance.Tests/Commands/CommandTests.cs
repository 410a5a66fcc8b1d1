using Ixt.Conformance.Commands;
using Ixt.Conformance.Tests.Testees;

namespace Ixt.Conformance.Tests.Commands;

public sealed class CommandTests
{
    private const string Ping = """{"send":{"type":"health_check","id":"p"}},{"expect":{"data":{"healthy":true}}}""";

    [Fact]
    public async Task List_names_every_case_with_its_requirements()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Ping)), ("x-b", MiniSuite.Text("x-b", Ping, requirement: "IXT-FRM-001")));

        (ExitCode code, string output, _) = await App.RunAsync("list", "--spec", mini.Directory);
        (_, string readme, _) = await App.RunAsync("list", "--spec", mini.Directory, "--provenance", "readme");

        Assert.Equal(ExitCode.Conformant, code);
        Assert.Contains("x/x-b", output, StringComparison.Ordinal);
        Assert.Contains("2 cases, 2 requirements", output, StringComparison.Ordinal);
        Assert.DoesNotContain("x/x-b", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_quotes_the_requirement_and_tells_the_steps()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Ping + """,{"either":[[{"expect_close":true}],[{"barrier":true}]]}""")));

        (_, string output, _) = await App.RunAsync("explain", "x-a", "--spec", mini.Directory);

        Assert.Contains("A `health_check` MUST be answered with success.", output, StringComparison.Ordinal);
        Assert.Contains("the runtime sends {\"type\":\"health_check\",\"id\":\"p\"}", output, StringComparison.Ordinal);
        Assert.Contains("the module closes the connection without another frame", output, StringComparison.Ordinal);
        Assert.Contains("It fails when", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_prints_the_conversation()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Ping)));

        (ExitCode code, string output, _) = await App.RunAsync("trace", "x-a", "--spec", mini.Directory, "--testee", "js-jint", "--framing", "length");

        Assert.Equal(ExitCode.Conformant, code);
        Assert.Contains("js-jint · x-a · length · pass", output, StringComparison.Ordinal);
        Assert.Contains("→    {\"type\":\"health_check\",\"id\":\"p\"}", output, StringComparison.Ordinal);
        Assert.Contains("←   {\"type\":\"response\",\"id\":\"p\",\"success\":true,\"data\":{\"healthy\":true}}", output, StringComparison.Ordinal);
        Assert.Contains("the testee ended with exit code 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_SDK_file_takes_the_references_place()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Ping)));
        string sdk = Path.Combine(mini.Directory, "sdk.js");
        await File.WriteAllTextAsync(sdk, "module.exports = { IxtProcessModule: class { run() { console.error('another SDK'); process.exit(9); } } };", TestContext.Current.CancellationToken);

        (ExitCode code, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint", "--js", sdk);

        Assert.Equal(ExitCode.CannotStart, code);
        Assert.Contains("another SDK", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_Python_SDK_file_takes_the_references_place_and_does_not_touch_the_other_columns()
    {
        await Python.RequireAsync();
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Ping)));
        string sdk = Path.Combine(mini.Directory, "my_sdk.py");
        await File.WriteAllTextAsync(
            sdk,
            "import sys\nclass IxtProcessModule:\n    def run(self):\n        print('another SDK in', __file__, file=sys.stderr)\n        sys.exit(9)\n",
            TestContext.Current.CancellationToken);

        (ExitCode code, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--testee", "python", "--testee", "js-jint", "--py", sdk);

        Assert.Equal(ExitCode.CannotStart, code);
        Assert.Contains($"another SDK in {sdk}", output, StringComparison.Ordinal);
        Assert.Contains("2/2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_with_another_Python_SDK_is_repeated_with_it()
    {
        await Python.RequireAsync();
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", """{"send":{"type":"health_check","id":"p"}},{"expect":{"data":{"healthy":"perhaps"}}}""")));
        string sdk = Path.Combine(mini.Directory, "my_sdk.py");
        string reference = Path.Combine(Repository.Root, "py-reference");
        await File.WriteAllTextAsync(
            sdk,
            $"import sys\nsys.path.insert(0, '{reference}')\nfrom ixt_process_module import IxtProcessModule\n",
            TestContext.Current.CancellationToken);

        (ExitCode code, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--testee", "python", "--framing", "ndjson", "--py", sdk);

        Assert.Equal(ExitCode.Failures, code);
        Assert.Contains($"run --testee python --py {sdk} --case x-a --framing ndjson", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("length")]
    public async Task The_Python_reference_is_a_column_of_its_own(string framing)
    {
        await Python.RequireAsync();
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Ping)));

        (ExitCode code, string output, _) = await App.RunAsync("trace", "x-a", "--spec", mini.Directory, "--testee", "python", "--framing", framing);

        Assert.Equal(ExitCode.Conformant, code);
        Assert.Contains($"python · x-a · {framing} · pass", output, StringComparison.Ordinal);
        Assert.Contains("the testee ended with exit code 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_changes_the_order_and_nothing_else()
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Ping)), ("x-b", MiniSuite.Text("x-b", Ping)));

        (ExitCode code, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint", "--seed", "5", "--jobs", "1");

        Assert.Equal(ExitCode.Conformant, code);
        Assert.Contains("4/4", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_in_a_log_is_a_few_lines()
    {
        using MiniSuite mini = MiniSuite.Create([.. Enumerable.Range(0, 30).Select(i => ($"x-c{i}", MiniSuite.Text($"x-c{i}", Ping)))]);

        (_, string output, _) = await App.RunAsync("run", "--spec", mini.Directory, "--testee", "js-jint", "--framing", "ndjson");

        Assert.InRange(output.Split('\n').Length, 10, 30);
        Assert.Contains("100 %  30/30 runs, 0 failed", output, StringComparison.Ordinal);
    }
}
