using System.Text.Json;
using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Tests.Cases;

/// <summary>The suite of this repository.</summary>
public sealed class RealSuiteTests
{
    private const int AtLeast = 150;

    [Fact]
    public async Task It_contradicts_itself_nowhere()
    {
        CaseSuite suite = await LoadAsync();

        Assert.True(suite.Cases.Count >= AtLeast);
    }

    [Fact]
    public async Task Every_requirement_has_a_case_or_a_written_exclusion_and_never_both()
    {
        CaseSuite suite = await LoadAsync();
        HashSet<string> cited = [.. suite.Cases.SelectMany(c => c.Requirements).Select(r => r.Id)];
        HashSet<string> excluded = Exclusions(suite);

        string[] forgotten = [.. suite.Requirements.All.Select(r => r.Id).Where(id => !cited.Contains(id) && !excluded.Contains(id))];
        string[] both = [.. excluded.Where(cited.Contains)];
        string[] unknown = [.. excluded.Where(e => suite.Requirements.Find(e) is null)];

        Assert.Empty(forgotten);
        Assert.Empty(both);
        Assert.Empty(unknown);
    }

    [Fact]
    public async Task A_case_that_only_binds_a_SHOULD_is_not_itself_a_MUST()
    {
        CaseSuite suite = await LoadAsync();

        string[] tooStrict = [.. suite.Cases.Where(c => c.Level == RequirementLevel.Must && c.Requirements.All(r => r.Level != RequirementLevel.Must)).Select(c => c.Id)];

        Assert.Empty(tooStrict);
    }

    private static HashSet<string> Exclusions(CaseSuite suite)
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Path.Combine(suite.Spec.Root, "cases", "exclusions.json")));
        JsonElement kinds = file.RootElement.GetProperty("kinds");
        return [.. file.RootElement.GetProperty("exclusions").EnumerateArray().Select(e =>
        {
            Assert.True(kinds.TryGetProperty(e.GetProperty("kind").GetString()!, out _), $"unknown kind in {e}");
            Assert.NotEmpty(e.GetProperty("reason").GetString()!);
            return e.GetProperty("requirement").GetString()!;
        })];
    }

    private static Task<CaseSuite> LoadAsync() =>
        SuiteLoader.LoadAsync(SpecDirectory.Find(Path.Combine(Repository.Root, "spec")), always: true, TestContext.Current.CancellationToken);
}
