using System.Diagnostics;

namespace Ixt.NodeHost.Tests;

/// <summary>Each probe (probes/*.js) runs under this host and under a real Node; what they print and how they exit must agree.</summary>
public sealed class DifferentialTests
{
    private static readonly string s_probes = Path.Combine(AppContext.BaseDirectory, "probes");

    public static TheoryData<string> Probes() => [.. Directory.GetFiles(s_probes, "*.js").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Probes))]
    public async Task The_host_prints_what_Node_prints(string probe)
    {
        string? node = FindNode();
        if (node is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "node is not on the PATH and CI=true.");
            Assert.Skip("node is not on the PATH.");
        }

        await using UnixEchoServer server = new();
        Dictionary<string, string> environment = new() { ["PROBE_SOCKET"] = server.SocketPath };
        string file = Path.Combine(s_probes, probe);

        (string[] expected, int expectedCode) = await RunNodeAsync(node, file, environment);
        StringWriter stdout = new();
        StringWriter stderr = new();
        NodeExit exit = await NodeProcess.RunAsync(
            new NodeHostOptions
            {
                Program = new NodeProgram { EntryFile = file, Roots = [s_probes] },
                Env = environment,
                Stdout = stdout,
                Stderr = stderr,
                TurnBudget = TimeSpan.FromSeconds(30),
            },
            TestContext.Current.CancellationToken);
        string[] actual = stdout.ToString().Split('\n');

        List<string> differences = [];
        for (int i = 0; i < Math.Max(expected.Length, actual.Length); i++)
        {
            string want = i < expected.Length ? expected[i] : "(nothing)";
            string got = i < actual.Length ? actual[i] : "(nothing)";
            if (want != got)
            {
                differences.Add($"line {i + 1}\n  node: {want}\n  host: {got}");
            }
        }

        Assert.True(differences.Count == 0, $"{probe}: {differences.Count} of {expected.Length} lines differ; exit {exit}\n{string.Join('\n', differences.Take(25))}\n{stderr}");
        Assert.Equal(expectedCode, exit.ExitCode);
        Assert.True(expected.Length > 1, "A probe that prints nothing compares nothing.");
    }

    private static string? FindNode() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(directory => Path.Combine(directory, "node")).FirstOrDefault(File.Exists);

    private static async Task<(string[] Lines, int ExitCode)> RunNodeAsync(string node, string file, Dictionary<string, string> environment)
    {
        ProcessStartInfo start = new(node, [file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> stderr = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string stdout = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await stderr;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (stdout.Split('\n'), process.ExitCode);
    }
}
