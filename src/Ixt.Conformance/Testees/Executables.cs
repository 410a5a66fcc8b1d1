namespace Ixt.Conformance.Testees;

/// <summary>Finds programs.</summary>
internal static class Executables
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The program's path: as given when it has a slash, else found on PATH; null when it is not there.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return IsExecutable(program) ? Path.GetFullPath(program) : null;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(IsExecutable);
    }

    /// <summary>The <c>dotnet</c> that runs this program, else the one on PATH.</summary>
    public static string? Dotnet()
    {
        if (Environment.ProcessPath is { } self && Path.GetFileName(self) == "dotnet")
        {
            return self;
        }

        string? root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        return Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
            ?? (root is null ? null : Find(Path.Combine(root, "dotnet")))
            ?? Find("dotnet");
    }

    /// <summary>The directory that a <c>dotnet</c> runs from, links followed.</summary>
    public static string DotnetRoot(string dotnet) =>
        Path.GetDirectoryName(File.ResolveLinkTarget(dotnet, returnFinalTarget: true)?.FullName ?? dotnet)!;

    private static bool IsExecutable(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != 0;
}
