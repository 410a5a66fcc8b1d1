using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Ixt.Bench.Ipc;

/// <summary>Programs of others, and where this benchmark's own files are.</summary>
internal static class Programs
{
    // For a native compilation, or npm, on a busy machine.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>The build's artifacts folder.</summary>
    internal static string Artifacts { get; } = Metadata("ArtifactsPath");

    /// <summary>The project of the module under test.</summary>
    internal static string ModuleProject { get; } = Metadata("ModuleProject");

    /// <summary>A file that was built or copied beside this program.</summary>
    internal static string Beside(params string[] path) => Path.Combine([AppContext.BaseDirectory, .. path]);

    /// <summary>Runs a program to its end; what it says goes nowhere unless it fails.</summary>
    /// <returns>Its standard output.</returns>
    /// <exception cref="MissingPeerException">It can't be started, or fails.</exception>
    internal static async Task<string> RunAsync(string program, string[] arguments, string? folder = null)
    {
        string command = $"{program} {string.Join(' ', arguments)}";
        ProcessStartInfo info = new(program, arguments) { WorkingDirectory = folder ?? "", RedirectStandardOutput = true, RedirectStandardError = true };

        // Under dotnet run these point into the build that runs this.
        foreach (string name in info.Environment.Keys.Where(static n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            info.Environment.Remove(name);
        }

        try
        {
            using Process process = Process.Start(info)!;
            using CancellationTokenSource late = new(s_patience);
            try
            {
                Task<string> errors = process.StandardError.ReadToEndAsync(late.Token);
                string said = await process.StandardOutput.ReadToEndAsync(late.Token);
                await process.WaitForExitAsync(late.Token);
                return process.ExitCode == 0 ? said : throw new MissingPeerException($"'{command}' failed with {process.ExitCode}: {(said + await errors).Trim()}");
            }
            catch (OperationCanceledException e)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
                throw new MissingPeerException($"'{command}' did not end within {s_patience.TotalMinutes:0} minutes.", e);
            }
        }
        catch (Win32Exception e)
        {
            throw new MissingPeerException($"'{program}' can't be started: is it on the PATH?", e);
        }
    }

    private static string Metadata(string key) =>
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
