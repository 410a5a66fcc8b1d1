using Ixt.Conformance.Compare;

namespace Ixt.Porting.Tests.Pairs;

/// <summary>What the porting guide, and whoever copies from it, relies on.</summary>
public sealed class FolderTests
{
    private const int FewestPairs = 10;
    private const int LinesOfARealModule = 200;

    [Fact]
    public void There_are_ten_pairs_or_more() => Assert.True(Pair.All.Count >= FewestPairs, $"There are {Pair.All.Count}: {string.Join(", ", Pair.All.Select(p => p.Name))}");

    [Fact]
    public void Every_pair_has_a_script() => Assert.Empty(Pair.All.Where(p => !File.Exists(p.Script)).Select(p => p.Name));

    [Fact]
    public void Every_pair_has_one_original() => Assert.Empty(Pair.All.Where(p => p.HasPython == p.HasNode).Select(p => p.Name));

    [Fact]
    public void Every_pair_has_one_project_that_is_named_after_it() =>
        Assert.Empty(Pair.All.Where(p => p.Projects is not [{ } project] || Path.GetFileName(project) != $"porting-{p.Name}.csproj").Select(p => p.Name));

    [Fact]
    public void One_original_is_as_long_as_a_real_module() =>
        Assert.Contains(Pair.All, p => p.HasPython && File.ReadLines(Path.Combine(p.Folder, "python", "module.py")).Count() >= LinesOfARealModule);

    [Fact]
    public void No_two_pairs_have_the_same_title() =>
        Assert.Empty(Pair.All.GroupBy(p => System.Text.Json.JsonDocument.Parse(File.ReadAllText(p.Script)).RootElement.GetProperty("title").GetString()).Where(g => g.Count() > 1).Select(g => g.Key));
}
