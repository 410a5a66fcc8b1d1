using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>Installs the real packages, once per lock file, and the programs of <c>node/</c> beside them, once per content.</summary>
/// <remarks>Everything is made aside and moved into place: what is there is whole, and test processes that install at once do not disturb each other.</remarks>
internal sealed class PackageInstaller(string root, string node = "node", string[]? npm = null, TimeSpan? limit = null)
{
    private readonly string[] _npm = npm ?? ["npm"];
    private readonly TimeSpan _limit = limit ?? TimeSpan.FromMinutes(3);

    internal async Task<Installation> InstallAsync()
    {
        if (await ProblemOfAsync([node], ["--version"], Waiting.Limit) is { } noNode)
        {
            return new(null, $"{noNode} Install Node.js 20 or later with npm, and put both on the PATH.");
        }

        string home = Path.Combine(root, await HashAsync([Path.Combine(Artifacts.NodePrograms, "package-lock.json")]));
        if (!Directory.Exists(home) && await MakeAsync(home, InstallIntoAsync) is { } problem)
        {
            return new(null, $"{problem} npm has to reach its registry once, or a mirror that `npm config set registry` names; what it installs is kept in {root}.");
        }

        // Node looks for packages from a program's own folder upwards.
        string[] programs = [.. Directory.GetFiles(Artifacts.NodePrograms, "*.mjs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string folder = Path.Combine(home, $"programs-{await HashAsync(programs)}");
        if (!Directory.Exists(folder))
        {
            await MakeAsync(folder, aside => CopyAsync(programs, aside));
        }

        return new(folder, null);
    }

    private static async Task<string> HashAsync(string[] files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Artifacts.NodePrograms, file)));
            hash.AppendData(await File.ReadAllBytesAsync(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static async Task<string?> MakeAsync(string folder, Func<string, Task<string?>> fill)
    {
        string aside = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():n}").FullName;
        try
        {
            if (await fill(aside) is { } problem)
            {
                return problem;
            }

            Directory.Move(aside, folder);
            return null;
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another process was first with the same.
            return null;
        }
        finally
        {
            if (Directory.Exists(aside))
            {
                Directory.Delete(aside, recursive: true);
            }
        }
    }

    private static Task<string?> CopyAsync(string[] programs, string aside)
    {
        foreach (string file in programs)
        {
            string copy = Path.Combine(aside, Path.GetRelativePath(Artifacts.NodePrograms, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return Task.FromResult<string?>(null);
    }

    private Task<string?> InstallIntoAsync(string aside)
    {
        foreach (string file in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(Artifacts.NodePrograms, file), Path.Combine(aside, file));
        }

        return ProblemOfAsync(_npm, ["ci", "--prefix", aside, "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"], _limit);
    }

    private static async Task<string?> ProblemOfAsync(string[] program, string[] arguments, TimeSpan limit)
    {
        string command = $"`{Path.GetFileName(program[^1])} {arguments[0]}`";
        try
        {
            (int code, string[] lines, string errors) = await ChildProgram.RunAsync(program[0], [.. program[1..], .. arguments], null, limit);
            return code == 0 ? null : $"{command} ended with {code}: {string.Join('\n', lines)}{errors}";
        }
        catch (Win32Exception e)
        {
            return $"{command} can't be run: {e.Message}.";
        }
        catch (TimeoutException)
        {
            return $"{command} did not end within {limit.TotalSeconds:0.#} s.";
        }
    }
}
