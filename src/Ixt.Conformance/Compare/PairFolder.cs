using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Compare;

/// <summary>A folder with a script and the same module in two languages.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Name">Its name.</param>
internal sealed record PairFolder(string Folder, string Name)
{
    private const string PythonEntry = "python/module.py";
    private const string NodeEntry = "node/module.js";

    /// <summary>The script.</summary>
    public string Script => Path.Combine(Folder, "script.json");

    /// <summary>Whether the original is in Python.</summary>
    public bool HasPython => File.Exists(Path.Combine(Folder, PythonEntry));

    /// <summary>Whether the original is in JavaScript.</summary>
    public bool HasNode => File.Exists(Path.Combine(Folder, NodeEntry));

    /// <summary>The projects of the C# side; there should be one.</summary>
    public IReadOnlyList<string> Projects => Directory.Exists(Path.Combine(Folder, "csharp")) ? [.. Directory.EnumerateFiles(Path.Combine(Folder, "csharp"), "*.csproj").Order(StringComparer.Ordinal)] : [];

    /// <summary>A folder by its path.</summary>
    public static PairFolder At(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return new PairFolder(full, Path.GetFileName(full));
    }

    /// <summary>Its implementations, the reference first.</summary>
    /// <param name="home">The repository, whose SDKs for Python and Node.js the modules load.</param>
    /// <param name="published">Whether the published C# program is one more.</param>
    /// <exception cref="TesteeStartException">One is not there, not built, or its language is missing.</exception>
    public IReadOnlyList<ModuleCommand> Implementations(string home, bool published)
    {
        List<ModuleCommand> found = [];
        if (HasPython)
        {
            found.Add(new ModuleCommand("python", [Interpreters.Python(), Path.Combine(Folder, PythonEntry)], With("PYTHONPATH", Path.Combine(home, "py-reference"))));
        }

        if (HasNode)
        {
            found.Add(new ModuleCommand("node", [Interpreters.Node(), Path.Combine(Folder, NodeEntry)], With("NODE_PATH", Path.Combine(home, "js-reference"))));
        }

        if (found.Count == 0)
        {
            throw new TesteeStartException($"{Name} has neither {PythonEntry} nor {NodeEntry}: there is nothing to compare with");
        }

        found.Add(CSharp());
        if (published)
        {
            found.Add(Published());
        }

        return found;
    }

    private string Project() => Projects is [{ } only] ? only : throw new TesteeStartException($"{Name} has {(Projects.Count == 0 ? "no" : "more than one")} csharp/*.csproj");

    private ModuleCommand CSharp()
    {
        string project = Project();

        // artifacts/bin/<this program>/<configuration>/ beside artifacts/bin/<the pair>/<configuration>/
        string name = Path.GetFileNameWithoutExtension(project);
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", name, configuration, name));
        if (!File.Exists(program))
        {
            throw new TesteeStartException($"{Name}: the C# side is not built. Do that first: dotnet build {CommandLine.Quote(Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetDirectoryName(project)!))}{(configuration == "debug" ? string.Empty : $" -c {configuration}")}");
        }

        string dotnet = Executables.Dotnet() ?? throw new TesteeStartException("there is no dotnet on PATH");
        return new ModuleCommand("csharp", [program], With("DOTNET_ROOT", Executables.DotnetRoot(dotnet)));
    }

    private ModuleCommand Published()
    {
        string project = Project();
        string name = Path.GetFileNameWithoutExtension(project);
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "publish", name, "release", name));
        return File.Exists(program)
            ? new ModuleCommand("csharp-aot", [program], new Dictionary<string, string?>())
            : throw new TesteeStartException($"{Name}: the C# side is not published. Do that first: dotnet publish {CommandLine.Quote(Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetDirectoryName(project)!))} -c Release");
    }

    private static Dictionary<string, string?> With(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
