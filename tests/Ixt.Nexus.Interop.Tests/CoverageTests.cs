using System.Reflection;
using System.Text.RegularExpressions;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>The tables of <c>README.md</c> say which behaviour is tested where; they can't say what is not so.</summary>
public sealed partial class CoverageTests
{
    private static readonly string s_tests = Path.Combine(Artifacts.RepositoryRoot, "tests");

    private static readonly string[] s_rows =
    [
        .. File.ReadLines(Path.Combine(s_tests, "Ixt.Nexus.Interop.Tests", "README.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && (l.Contains('`') || l.Contains('"'))),
    ];

    [Fact]
    public void Every_test_that_the_tables_name_is_there()
    {
        string[] missing = [.. Named().Where(n => !IsThere(n.Class, n.Test)).Select(n => $"{n.Class}.{n.Test}").Distinct()];
        Assert.True(missing.Length == 0, $"README.md names tests that are not there: {string.Join(", ", missing)}");
        string[] unknown = [.. s_rows.SelectMany(r => Quoted().Matches(r)).Select(m => m.Groups[1].Value).Where(n => !StepSuites.All.ContainsKey(n)).Distinct()];
        Assert.True(unknown.Length == 0, $"README.md names steps that are not there: {string.Join(", ", unknown)}");
    }

    [Fact]
    public void Every_scenario_and_all_steps_are_in_the_tables()
    {
        HashSet<string> named = [.. Named().Select(n => $"{n.Class}.{n.Test}")];
        IEnumerable<string> scenarios = typeof(CoverageTests).Assembly.GetTypes()
            .Where(t => t != typeof(CoverageTests) && t != typeof(StepMatrixTests) && t != typeof(PackageInstallerTests))
            .SelectMany(t => t.GetMethods().Where(m => m.GetCustomAttributes<FactAttribute>().Any()))
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}");
        HashSet<string> steps = [.. s_rows.SelectMany(r => Quoted().Matches(r)).Select(m => m.Groups[1].Value)];
        string[] missing = [.. scenarios.Where(s => !named.Contains(s)), .. StepSuites.All.Keys.Where(s => !steps.Contains(s))];
        Assert.True(missing.Length == 0, $"README.md does not say what these are for: {string.Join(", ", missing)}");
    }

    [Fact]
    public void Every_behaviour_is_tested_in_both_roles_or_belongs_to_one()
    {
        string[] idle =
        [
            .. s_rows.Where(row => row.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is not [_, .. { Length: 1 or 2 } cells]
                || !cells.All(c => Test().IsMatch(c) || Quoted().IsMatch(c) || c is "the client's part" or "the daemon's part" or "0.6 has none")
                || !cells.Any(c => Test().IsMatch(c) || Quoted().IsMatch(c))),
        ];
        Assert.True(idle.Length == 0, $"README.md has rows without tests: {string.Join('\n', idle)}");
        Assert.True(s_rows.Length > 60, "README.md has lost its tables.");
    }

    private static IEnumerable<(string Class, string Test)> Named() => s_rows.SelectMany(r => Test().Matches(r)).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

    // Those of other projects by their text.
    private static bool IsThere(string type, string test) =>
        typeof(CoverageTests).Assembly.GetType($"Ixt.Nexus.Interop.Tests.{type}") is { } own && own.GetMethod(test) is { } method
            ? method.GetCustomAttributes<FactAttribute>().Any()
            : Directory.GetFiles(Path.Combine(s_tests, "Ixt.Nexus.Tests"), $"{type}.cs", SearchOption.AllDirectories)
                .Any(f => Regex.IsMatch(File.ReadAllText(f), $@"\[(Fact|Theory)\][^;{{}}]*? {test}\("));

    [GeneratedRegex("`([A-Za-z]+Tests)\\.([A-Za-z0-9_]+)`")]
    private static partial Regex Test();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
