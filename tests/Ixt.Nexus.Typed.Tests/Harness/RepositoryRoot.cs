using System.Reflection;

namespace Ixt.Nexus.Typed.Tests;

/// <summary>Where the sources are, as the build recorded it.</summary>
internal static class RepositoryRoot
{
    internal static string Path { get; } = typeof(RepositoryRoot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryRoot").Value!;
}
