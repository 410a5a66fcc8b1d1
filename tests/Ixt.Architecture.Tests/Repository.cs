using System.Reflection;

namespace Ixt.Architecture.Tests;

/// <summary>The work tree that this test was built from.</summary>
internal static class Repository
{
    private static readonly HashSet<string> _notOurs = new(StringComparer.Ordinal)
    {
        ".git", ".idea", ".vs", "__pycache__", "artifacts", "bin", "node_modules", "obj", "reports", "TestResults",
    };

    /// <summary>Its root, with a separator at the end.</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Full path of a file named relative to the root.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Text of a file named relative to the root.</summary>
    public static string Text(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Every file that is ours, relative to the root, with forward slashes; in order.</summary>
    public static IEnumerable<string> Files() => Walk(Root).Order(StringComparer.Ordinal);

    /// <summary>Every project file, relative to the root.</summary>
    public static IReadOnlyList<string> Projects() => [.. Files().Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))];

    private static IEnumerable<string> Walk(string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory))
        {
            // A linked work tree has a file named .git, which holds a path of the machine.
            if (!_notOurs.Contains(Path.GetFileName(file)))
            {
                yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
            }
        }

        foreach (string child in Directory.EnumerateDirectories(directory).Where(d => !_notOurs.Contains(Path.GetFileName(d))))
        {
            foreach (string file in Walk(child))
            {
                yield return file;
            }
        }
    }
}
