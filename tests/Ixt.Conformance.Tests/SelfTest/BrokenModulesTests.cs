using System.Text.Json;
using System.Text.RegularExpressions;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Testees;
using Ixt.NodeHost;

namespace Ixt.Conformance.Tests.SelfTest;

/// <summary>Modules with one rule broken each (testees/broken): the case that is meant to catch one has to catch it, and only it.</summary>
public sealed partial class BrokenModulesTests
{
    private static readonly string _directory = Path.Combine(Repository.Root, "testees", "broken");
    private static readonly JsonSerializerOptions _options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly Dictionary<string, BrokenModule> _broken = JsonSerializer.Deserialize<Dictionary<string, BrokenModule>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "SelfTest", "broken.json")), _options)!;

    private static readonly Task<CaseSuite> _suite = SuiteLoader.LoadAsync(SpecDirectory.Find(Path.Combine(Repository.Root, "spec")), always: false, CancellationToken.None);
    private static readonly Task<ModuleFrameSchema> _schema = ModuleFrameSchema.LoadAsync(Path.Combine(Repository.Root, "spec", "schema", "protocol.schema.json"), CancellationToken.None);

    public static TheoryData<string> Modules => [.. _broken.Keys];

    [Theory]
    [MemberData(nameof(Modules))]
    public async Task A_broken_module_is_caught_by_the_case_that_is_meant_to(string module)
    {
        CaseSuite suite = await _suite;
        foreach (CaughtBy caught in _broken[module].Cases)
        {
            ConformanceCase item = suite.Cases.Single(c => c.Id == caught.Case);
            Assert.Contains(item.Requirements, r => r.Id == _broken[module].Requirement);

            // Only one that is to run out of time is given little of it: a slow machine must not make a timeout of a failure.
            RunResult broken = await RunAsync(Path.Combine(_directory, module), item, caught.Framing, scale: caught.Verdict == "timeout" ? 0.3 : 4);

            Assert.Equal((caught.Case, caught.Verdict), (broken.Case.Id, broken.Verdict.Name()));
            Assert.True(broken.Failure!.Stage != "start" || !item.Connects, $"{module} did not even connect");
        }
    }

    [Theory]
    [InlineData("js/conformance.js", "concurrent")]
    [InlineData("broken/support/one-at-a-time-control.js", "")]
    public async Task An_unbroken_module_passes_every_case_that_catches_a_broken_one(string control, string feature)
    {
        CaseSuite suite = await _suite;
        foreach (CaughtBy caught in _broken.Values.SelectMany(b => b.Cases).Distinct())
        {
            ConformanceCase item = suite.Cases.Single(c => c.Id == caught.Case);
            if (item.Features.Except([feature, "cancel"]).Any())
            {
                continue;
            }

            RunResult result = await RunAsync(Path.Combine(Repository.Root, "testees", control), item, caught.Framing, scale: 4);

            Assert.True(result.Verdict == Verdict.Pass, $"{caught.Case}: {result.Failure?.Summary}");
        }
    }

    [Fact]
    public void Every_broken_module_has_its_case_and_its_requirement_is_that_of_the_list()
    {
        string[] files = [.. Directory.EnumerateFiles(_directory, "*.js").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        Dictionary<string, string> listed = File.ReadLines(Path.Combine(_directory, "README.md"))
            .Select(l => Row().Match(l)).Where(m => m.Success)
            .ToDictionary(m => m.Groups["file"].Value, m => m.Groups["requirement"].Value, StringComparer.Ordinal);

        Assert.Equal(files, _broken.Keys.Order(StringComparer.Ordinal));
        Assert.All(_broken, b => Assert.Equal(listed[b.Key], b.Value.Requirement));
        Assert.All(_broken, b => Assert.NotEmpty(b.Value.Cases));
    }

    private static async Task<RunResult> RunAsync(string file, ConformanceCase item, string framing, double scale)
    {
        NodeProgram program = new() { EntryFile = file, Roots = [Repository.Root] };
        JintTestee testee = new(Path.GetFileNameWithoutExtension(file), "--command", program, new Dictionary<string, string>());
        CaseExecutor executor = new(await _schema, TimeLimits.Scaled(scale), TimeProvider.System);
        return await executor.RunAsync(new PlannedRun(testee, item, Enum.Parse<Framing>(framing, ignoreCase: true)), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"^\| `(?<file>[a-z0-9-]+\.js)` \| (?<requirement>IXT-[A-Z]{3}-[0-9]{3}) \|")]
    private static partial Regex Row();
}
