using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Ixt.Bench.Nexus;

/// <summary>The original under Node, installed by npm into the artifacts folder.</summary>
internal sealed class NodePrograms
{
    private readonly string _folder;

    private NodePrograms(string folder) => _folder = folder;

    /// <summary>Installs the packages, unless they are there already.</summary>
    /// <exception cref="InvalidOperationException">There is no Node or no npm, or the installation failed.</exception>
    internal static async Task<NodePrograms> InstallAsync()
    {
        string artifacts = typeof(NodePrograms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "ArtifactsPath").Value!;
        string folder = Path.Combine(artifacts, "node", "Ixt.Bench.Nexus");
        Directory.CreateDirectory(folder);
        await RunAsync(folder, "node", "--version");
        string source = Path.Combine(AppContext.BaseDirectory, "Node");
        string wanted = await File.ReadAllTextAsync(Path.Combine(source, "package.json"));
        string stamp = Path.Combine(folder, "installed.json");
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != wanted)
        {
            Console.Error.WriteLine("installing the npm packages");
            await RunAsync(folder, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
            await File.WriteAllTextAsync(stamp, wanted);
        }

        return new NodePrograms(folder);
    }

    internal ProcessStartInfo Daemon() => new("node", [Path.Combine(_folder, "daemon.mjs")]);

    internal ProcessStartInfo Client() => new("node", [Path.Combine(_folder, "client.mjs")]);

    // What it says goes to standard error: standard output is the table's.
    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            string said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' in {folder} failed with {process.ExitCode}. {said}");
            }
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"'{program}' can't be started ({e.Message}). This benchmark compares with the npm packages, so it needs Node.js 20 or later and npm on the PATH.", e);
        }
    }
}
