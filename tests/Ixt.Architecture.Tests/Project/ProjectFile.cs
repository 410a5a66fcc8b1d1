using System.Xml.Linq;

namespace Ixt.Architecture.Tests.Project;

/// <summary>A room: a project file and what it says about others.</summary>
internal sealed class ProjectFile
{
    /// <summary>The room of all pairs of the porting guide: they come and go with their folders, under one rule.</summary>
    public const string Pairs = "porting-*";

    private const string PairsFolder = "examples/porting/";

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

    /// <summary>The project's name.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The name of the room that it is, or is one of.</summary>
    public string Room => IsPair ? Pairs : Name;

    /// <summary>Whether it is the C# side of a pair of the porting guide.</summary>
    public bool IsPair => Path.StartsWith(PairsFolder, StringComparison.Ordinal);

    /// <summary>Rooms whose types it sees.</summary>
    public IReadOnlyList<string> References => [.. Projects(only: false)];

    /// <summary>Rooms that are built before it, and that it sees nothing of: programs it starts, generators.</summary>
    public IReadOnlyList<string> Builds => [.. Projects(only: true)];

    /// <summary>Its own package references.</summary>
    public IReadOnlyList<XElement> Packages => [.. _xml.Descendants("PackageReference")];

    private IEnumerable<string> Projects(bool only) => _xml.Descendants("ProjectReference")
        .Where(r => string.Equals(Value(r, "ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase) == only)
        .Select(r => RoomOf(r.Attribute("Include")!.Value.Replace('\\', '/')))
        .Order(StringComparer.Ordinal);

    private static string RoomOf(string include) =>
        include.EndsWith($"/{PairsFolder}*/csharp/*.csproj", StringComparison.Ordinal) ? Pairs : System.IO.Path.GetFileNameWithoutExtension(include);

    private static string? Value(XElement item, string name) => item.Attribute(name)?.Value ?? item.Element(name)?.Value;
}
