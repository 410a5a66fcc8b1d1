using System.Xml.Linq;

namespace Ixt.Architecture.Tests.Project;

/// <summary>A package costs everyone who uses ours: <c>docs/dependencies.md</c> says of each why it is worth that.</summary>
public sealed class PackageTests
{
    // Directory.Build.props gives this one to each of them.
    private const string EveryTestProject = "*.Tests";

    private static readonly IReadOnlyList<(string Package, string Room, string Why)> _justified = [.. MarkdownTable
        .After(Repository.Text("docs/dependencies.md"), "## Packages")
        .Skip(1)
        .Select(row => (row[0].Trim('`'), row[1].Trim('`'), row[2]))];

    private static readonly IReadOnlyList<(string Package, string Room)> _used = [.. ProjectFile.All
        .SelectMany(p => p.Packages.Select(x => (Include(x), p.Room)))
        .Concat(Props("Directory.Build.props").Descendants("PackageReference").Select(x => (Include(x), EveryTestProject)))
        .Distinct()];

    [Fact]
    public void Every_package_of_a_room_is_justified() =>
        Findings.None(_used.Except(_justified.Select(j => (j.Package, j.Room))).Select(u => $"{u.Package} in {u.Room}"));

    [Fact]
    public void Every_justified_package_is_used() =>
        Findings.None(_justified.Select(j => (j.Package, j.Room)).Except(_used).Select(u => $"{u.Package} in {u.Room}"));

    [Fact]
    public void Every_justification_says_why() =>
        Findings.None(_justified.Where(j => j.Why.Length < 20).Select(j => $"{j.Package} in {j.Room}"));

    [Fact]
    public void Versions_are_central() =>
        Findings.None(ProjectFile.All
            .SelectMany(p => p.Packages.Where(x => HasVersion(x)).Select(x => $"{p.Path}: {Include(x)}"))
            .Concat(Props("Directory.Build.props").Descendants("PackageReference").Where(HasVersion).Select(x => $"Directory.Build.props: {Include(x)}")));

    [Fact]
    public void Every_package_has_one_central_version_of_its_own()
    {
        string[] central = [.. Props("Directory.Packages.props").Descendants("PackageVersion").Select(Include)];
        Assert.Equal(central.Distinct(), central);
        Findings.None(_used.Select(u => u.Package).Distinct().Except(central));
    }

    private static XDocument Props(string path) => XDocument.Parse(Repository.Text(path));

    private static string Include(XElement item) => item.Attribute("Include")?.Value ?? item.Attribute("Update")!.Value;

    private static bool HasVersion(XElement item) =>
        item.Attribute("Version") is not null || item.Element("Version") is not null || item.Attribute("VersionOverride") is not null || item.Element("VersionOverride") is not null;
}
