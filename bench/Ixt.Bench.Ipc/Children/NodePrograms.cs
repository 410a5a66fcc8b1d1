using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>The original of Nexus under Node, installed by npm into the artifacts folder.</summary>
internal sealed class NodePrograms
{
    private readonly string _folder;

    private NodePrograms(string folder) => _folder = folder;

    /// <summary>Installs the packages, unless they are there already.</summary>
    /// <exception cref="MissingPeerException">There is no Node or no npm, or the installation failed.</exception>
    internal static async Task<NodePrograms> InstallAsync()
    {
        string folder = Path.Combine(Programs.Artifacts, "node", "Ixt.Bench");
        Directory.CreateDirectory(folder);
        await Programs.RunAsync("node", ["--version"]);
        string source = Programs.Beside("Node");
        string wanted = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"));
        string stamp = Path.Combine(folder, "installed-lock.json");
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != wanted)
        {
            Console.Error.WriteLine("installing the npm packages");
            await Programs.RunAsync("npm", ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"], folder);
            await File.WriteAllTextAsync(stamp, wanted);
        }

        return new NodePrograms(folder);
    }

    internal ProcessStartInfo Daemon() => new("node", [Path.Combine(_folder, "nexus-daemon.mjs")]);

    internal ProcessStartInfo Client() => new("node", [Path.Combine(_folder, "nexus-client.mjs")]);
}
