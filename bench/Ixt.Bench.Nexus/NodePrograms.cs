using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Ixt.Bench.Nexus;

/// <summary>The original under Node, installed by npm into the artifacts folder.</summary>
internal sealed class NodePrograms
{
    private const string Advice = "npm has to reach its registry once, or a mirror that `npm config set registry` names.";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

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
        string wanted = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"));
        string stamp = Path.Combine(folder, "installed-lock.json");
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != wanted)
        {
            Console.Error.WriteLine("installing the npm packages");
            await RunAsync(folder, "npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error");
            await File.WriteAllTextAsync(stamp, wanted);
        }

        return new NodePrograms(folder);
    }

    internal ProcessStartInfo Daemon() => new("node", [Path.Combine(_folder, "daemon.mjs")]);

    internal ProcessStartInfo Client() => new("node", [Path.Combine(_folder, "client.mjs")]);

    // What it says goes to standard error: standard output is the table's.
    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        string command = $"{program} {string.Join(' ', arguments)}";
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            using CancellationTokenSource late = new(s_patience);
            try
            {
                string said = await process.StandardOutput.ReadToEndAsync(late.Token);
                await process.WaitForExitAsync(late.Token);
                if (process.ExitCode != 0)
                {
                    throw new InvalidOperationException($"'{command}' in {folder} failed with {process.ExitCode}. {said}{Advice}");
                }
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
                throw new InvalidOperationException($"'{command}' in {folder} did not end within {s_patience.TotalMinutes:0} minutes. {Advice}");
            }
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"'{program}' can't be started ({e.Message}). This benchmark compares with the npm packages, so it needs Node.js 20 or later and npm on the PATH.", e);
        }
    }
}
