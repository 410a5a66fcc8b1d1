using System.Reflection;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>Where the build puts things.</summary>
internal static class Artifacts
{
    // …/artifacts/bin/PROJECT/CONFIGURATION/
    private static readonly DirectoryInfo s_bin = new(AppContext.BaseDirectory);

    /// <summary>The repository.</summary>
    internal static string RepositoryRoot { get; } = typeof(Artifacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>The folder of everything that is built.</summary>
    internal static string Folder { get; } = s_bin.Parent!.Parent!.Parent!.FullName;

    /// <summary>The programs for Node, as checked in.</summary>
    internal static string NodePrograms { get; } = Path.Combine(AppContext.BaseDirectory, "node");

    /// <summary>A program that was built with these tests.</summary>
    internal static string Program(string name) => Path.Combine(Folder, "bin", name, s_bin.Name, name);
}
