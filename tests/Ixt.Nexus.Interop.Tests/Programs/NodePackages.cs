using System.ComponentModel;
using System.Security.Cryptography;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>The real packages, installed once per lock file into the artifacts folder, and the programs of <c>node/</c> beside them.</summary>
internal static class NodePackages
{
    private static readonly Lazy<Task<(string? Folder, string? Absent)>> s_installed = new(InstallAsync);

    /// <summary>The folder with the programs. Skips the test when Node or npm is absent; with <c>CI=true</c> that is a failure.</summary>
    internal static async Task<string> RequireAsync()
    {
        (string? folder, string? absent) = await s_installed.Value.Soon();
        if (absent is null)
        {
            return folder!;
        }

        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"The real packages must not be absent in CI: {absent}");
        }

        Assert.Skip($"No real packages to try against: {absent}");
        return "";
    }

    private static async Task<(string? Folder, string? Absent)> InstallAsync()
    {
        byte[] lockFile = await File.ReadAllBytesAsync(Path.Combine(Artifacts.NodePrograms, "package-lock.json"));
        string home = Path.Combine(Artifacts.Folder, "nexus-npm", Convert.ToHexStringLower(SHA256.HashData(lockFile))[..16]);
        if (!Directory.Exists(Path.Combine(home, "node_modules")) && await InstallIntoAsync(home) is { } absent)
        {
            return (null, absent);
        }

        if (await TryRunAsync("node", ["--version"]) is { } noNode)
        {
            return (null, noNode);
        }

        // Node looks for packages from a program's own folder upwards.
        string programs = Path.Combine(home, "programs");
        Directory.CreateDirectory(programs);
        foreach (string file in Directory.GetFiles(Artifacts.NodePrograms, "*.mjs", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(programs, Path.GetRelativePath(Artifacts.NodePrograms, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }

        return (programs, null);
    }

    private static async Task<string?> InstallIntoAsync(string home)
    {
        // Made aside and moved into place: what is half installed never looks installed.
        Directory.CreateDirectory(Path.GetDirectoryName(home)!);
        string aside = Directory.CreateDirectory($"{home}-{Guid.NewGuid():n}").FullName;
        foreach (string file in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(Artifacts.NodePrograms, file), Path.Combine(aside, file));
        }

        string? absent = await TryRunAsync("npm", ["ci", "--prefix", aside, "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]);
        if (absent is not null || Directory.Exists(home))
        {
            Directory.Delete(aside, recursive: true);
            return absent;
        }

        Directory.Move(aside, home);
        return null;
    }

    private static async Task<string?> TryRunAsync(string program, string[] arguments)
    {
        try
        {
            (int code, string[] lines, string errors) = await ChildProgram.RunAsync(program, arguments);
            return code == 0 ? null : $"{program} {string.Join(' ', arguments)} exited with {code}: {string.Join('\n', lines)}{errors}";
        }
        catch (Win32Exception e)
        {
            return $"{program} is not installed ({e.Message}).";
        }
    }
}
