using System.Xml.Linq;

namespace Ixt.Architecture.Tests.Project;

/// <summary>A room: a project file and what it says about others.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _xml;

    private ProjectFile(string path)
    {
        Path = path;
        _xml = XDocument.Parse(Repository.Text(path));
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } = [.. Repository.Projects().Select(p => new ProjectFile(p))];

    /// <summary>Relative to the repository.</summary>
    public string Path { get; }

    /// <summary>The room's name.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Rooms whose types it sees.</summary>
    public IReadOnlyList<string> References => [.. Projects(only: false)];

    /// <summary>Rooms that are built before it, and that it sees nothing of: programs it starts, generators.</summary>
    public IReadOnlyList<string> Builds => [.. Projects(only: true)];

    /// <summary>Its own package references.</summary>
    public IReadOnlyList<XElement> Packages => [.. _xml.Descendants("PackageReference")];

    private IEnumerable<string> Projects(bool only) => _xml.Descendants("ProjectReference")
        .Where(r => string.Equals(Value(r, "ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase) == only)
        .Select(r => System.IO.Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
        .Order(StringComparer.Ordinal);

    private static string? Value(XElement item, string name) => item.Attribute(name)?.Value ?? item.Element(name)?.Value;
}
