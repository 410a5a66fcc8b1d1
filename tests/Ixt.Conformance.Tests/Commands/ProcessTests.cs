using System.Text.RegularExpressions;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Commands;

/// <summary>The program as a process of its own, on a machine that lacks things.</summary>
public sealed class ProcessTests
{
    private const string Ping = """{"send":{"type":"health_check","id":"p"}},{"expect":{"data":{"healthy":true}}}""";

    [Theory]
    [InlineData(null, 0)]
    [InlineData("true", 5)]
    public async Task An_implementation_that_is_not_installed_is_a_column_with_a_reason_and_under_CI_a_failure(string? ci, int code)
    {
        using MiniSuite mini = MiniSuite.Create(("x-a", MiniSuite.Text("x-a", Ping)));
        OutputCapture output = new();

        // With nothing on PATH there is neither node nor python, and no setsid either.
        Dictionary<string, string?> environment = new() { ["PATH"] = mini.Directory, ["CI"] = ci };
        string program = Path.Combine(AppContext.BaseDirectory, "Ixt.Conformance.dll");
        ChildProcess process = ChildProcess.Start([Executables.Dotnet()!, "exec", program, "run", "--spec", mini.Directory], environment, output);
        await using (process)
        {
            int? ended = await process.Exited.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
            await output.WaitForAsync(new Regex("runs of 1 cases"), TestContext.Current.CancellationToken);

            Assert.Contains("node: absent: there is no node on PATH (Node.js 14 or later)", output.Tail(100));
            Assert.Contains("python: absent: there is no python3 or python on PATH (Python 3.8 or later)", output.Tail(100));
            Assert.Contains(output.Tail(100), l => l.Contains("all", StringComparison.Ordinal) && l.Contains("absent", StringComparison.Ordinal));
            Assert.Equal(code, ended);
        }
    }
}
