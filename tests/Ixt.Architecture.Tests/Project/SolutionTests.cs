using System.Xml.Linq;

namespace Ixt.Architecture.Tests.Project;

public sealed class SolutionTests
{
    private static readonly string[] _listed = [.. XDocument.Parse(Repository.Text("Ixt.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value)];

    [Fact]
    public void Every_project_is_in_the_solution() => Findings.None(Repository.Projects().Except(_listed));

    [Fact]
    public void Every_project_of_the_solution_is_there() => Findings.None(_listed.Except(Repository.Projects()));

    [Fact]
    public void No_project_is_in_the_solution_twice() => Findings.None(_listed.GroupBy(p => p).Where(g => g.Count() > 1).Select(g => g.Key));
}
