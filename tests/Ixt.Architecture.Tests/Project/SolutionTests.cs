using System.Xml.Linq;

namespace Ixt.Architecture.Tests.Project;

public sealed class SolutionTests
{
    private static readonly string[] _listed = [.. XDocument.Parse(Repository.Text("Ixt.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value)];

    // Pairs are built by the project that runs them, so that a new one is a folder and nothing else.
    private static readonly string[] _expected = [.. ProjectFile.All.Where(p => !p.IsPair).Select(p => p.Path)];

    [Fact]
    public void Every_project_is_in_the_solution() => Findings.None(_expected.Except(_listed));

    [Fact]
    public void No_pair_is_in_the_solution() => Findings.None(_listed.Intersect(ProjectFile.All.Where(p => p.IsPair).Select(p => p.Path)));

    [Fact]
    public void Every_pair_lies_where_the_tests_of_the_pairs_find_it() =>
        Findings.None(ProjectFile.All.Where(p => p.IsPair && p.Path != $"examples/porting/{p.Name["porting-".Length..]}/csharp/{p.Name}.csproj").Select(p => p.Path));

    [Fact]
    public void Every_project_of_the_solution_is_there() => Findings.None(_listed.Except(Repository.Projects()));

    [Fact]
    public void No_project_is_in_the_solution_twice() => Findings.None(_listed.GroupBy(p => p).Where(g => g.Count() > 1).Select(g => g.Key));
}
