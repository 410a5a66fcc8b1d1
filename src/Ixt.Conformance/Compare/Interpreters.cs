using System.Diagnostics;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Compare;

/// <summary>Finds the interpreters of the other languages.</summary>
internal static class Interpreters
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);
    private static readonly Lazy<string?> _python = new(FindPython);

    /// <summary>Whether each is there.</summary>
    public static bool HasPython => _python.Value is not null;

    /// <summary>Whether each is there.</summary>
    public static bool HasNode => Executables.Find("node") is not null;

    /// <summary>The Python interpreter.</summary>
    /// <exception cref="TesteeStartException">There is none.</exception>
    public static string Python() => _python.Value ?? throw new TesteeStartException("there is no python3 on PATH (Python 3.8 or later)");

    /// <summary>Node.js.</summary>
    /// <exception cref="TesteeStartException">There is none.</exception>
    public static string Node() => Executables.Find("node") ?? throw new TesteeStartException("there is no node on PATH (Node.js 14 or later)");

    // What stands on PATH may be a script of a version manager, which takes longer than the interpreter behind it.
    private static string? FindPython()
    {
        if (Executables.Find("python3") is not { } found)
        {
            return null;
        }

        ProcessStartInfo info = new(found, ["-c", "import sys; print(sys.executable)"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(info)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(_patience))
        {
            process.Kill(entireProcessTree: true);
            return null;
        }

        string behind = output.GetAwaiter().GetResult().Trim();
        return process.ExitCode != 0 ? null : Executables.Find(behind) ?? found;
    }
}
