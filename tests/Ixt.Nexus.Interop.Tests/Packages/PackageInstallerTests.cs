namespace Ixt.Nexus.Interop.Tests;

/// <summary>The installation of the packages: whole or not at all, in bounded time, and saying what to do.</summary>
public sealed class PackageInstallerTests
{
    [Fact]
    public async Task Without_Node_it_says_to_install_it()
    {
        using SocketFolder folder = new();
        Installation none = await new PackageInstaller(folder.Path, node: "no-such-node").InstallAsync().Soon();
        Assert.Null(none.Programs);
        Assert.Contains("`no-such-node --version` can't be run", none.Problem, StringComparison.Ordinal);
        Assert.Contains("Install Node.js 20 or later with npm", none.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo no route to the registry >&2; exit 7", 60, "`npm.sh ci` ended with 7: no route to the registry")]
    [InlineData("echo $$ > \"$3/../../pid\"; exec sleep 3600", 0.5, "`npm.sh ci` did not end within 0.5 s")]
    [InlineData(null, 60, "`no-such-npm ci` can't be run")]
    public async Task An_installation_that_fails_or_does_not_end_leaves_nothing_and_says_what_to_do(string? script, double seconds, string problem)
    {
        await NodePackages.RequireAsync();
        using SocketFolder folder = new();
        string root = Path.Combine(folder.Path, "installed");
        PackageInstaller installer = new(root, npm: script is null ? ["no-such-npm"] : await ScriptAsync(folder, script), limit: TimeSpan.FromSeconds(seconds));
        Installation none = await installer.InstallAsync().Soon();
        Assert.Null(none.Programs);
        Assert.Contains(problem, none.Problem, StringComparison.Ordinal);
        Assert.Contains("npm has to reach its registry once", none.Problem, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(root));
        string pid = Path.Combine(folder.Path, "pid");
        Assert.False(File.Exists(pid) && Directory.Exists($"/proc/{(await File.ReadAllTextAsync(pid)).Trim()}"), "npm must not outlive its limit.");
    }

    [Fact]
    public async Task Several_that_install_at_once_all_get_the_same_and_later_ones_install_nothing()
    {
        await NodePackages.RequireAsync();
        using SocketFolder folder = new();
        string root = Path.Combine(folder.Path, "installed");

        // Each waits until all are at it.
        string[] npm = await ScriptAsync(folder, "echo run >> \"$3/../../runs\"; while [ \"$(grep -c run \"$3/../../runs\")\" -lt 4 ]; do sleep 0.01; done; mkdir \"$3/node_modules\"");
        Installation[] all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new PackageInstaller(root, npm: npm).InstallAsync())).Soon();
        string programs = Assert.Single(all.Select(i => i.Programs).Distinct())!;
        Assert.True(File.Exists(Path.Combine(programs, "seed", "daemon.mjs")));
        string home = Assert.Single(Directory.GetFileSystemEntries(root));
        Assert.Equal(
            ["node_modules", "package-lock.json", "package.json", Path.GetFileName(programs)],
            Directory.GetFileSystemEntries(home).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal));
        Assert.Equal(programs, (await new PackageInstaller(root, npm: npm).InstallAsync().Soon()).Programs);
        Assert.Equal(4, (await File.ReadAllLinesAsync(Path.Combine(folder.Path, "runs"))).Length);
    }

    [Theory]
    [InlineData("true", 1, "[FAIL]")]
    [InlineData("", 0, "[SKIP]")]
    public async Task A_run_without_Node_fails_in_CI_and_says_that_it_skips_elsewhere(string ci, int exitCode, string verdict)
    {
        using SocketFolder empty = new();
        using SocketFolder temporary = new();
        (int code, string[] lines, string errors) = await ChildProgram.RunAsync(
            Environment.ProcessPath!,
            ["-noLogo", "-noColor", "-method", $"*{nameof(IdentityTests)}.{nameof(IdentityTests.Groups_and_other_members_reach_Nodes_policies)}"],
            new Dictionary<string, string> { ["PATH"] = empty.Path, ["CI"] = ci, ["TMPDIR"] = temporary.Path, ["DOTNET_ROOT"] = RuntimeRoot });
        string output = string.Join('\n', lines) + errors;
        Assert.True(code == exitCode, output);
        Assert.Contains(verdict, output, StringComparison.Ordinal);
        Assert.Contains("`node --version` can't be run", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    // …/shared/Microsoft.NETCore.App/VERSION/
    private static string RuntimeRoot => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static async Task<string[]> ScriptAsync(SocketFolder folder, string script)
    {
        string path = Path.Combine(folder.Path, "npm.sh");
        await File.WriteAllTextAsync(path, script);
        return ["sh", path];
    }
}
