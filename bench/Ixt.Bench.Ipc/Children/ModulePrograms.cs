using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>The module under test in every language, as programs to start.</summary>
internal static class ModulePrograms
{
    private const string Name = "Ixt.Bench.Module";

    // Compiled once, however many contestants are started from it.
    private static readonly Lazy<Task<string>> s_native = new(CompileAsync);

    /// <summary>On the .NET SDK, under the .NET runtime: built beside this program, in the same configuration.</summary>
    internal static Task<ProcessStartInfo> DotnetAsync()
    {
        DirectoryInfo output = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Task.FromResult(new ProcessStartInfo(Path.Combine(output.Parent!.Parent!.FullName, Name, output.Name, Name)));
    }

    /// <summary>The same, compiled natively first: into an artifacts folder of its own, since that build and the one above would overwrite each other's files.</summary>
    /// <exception cref="MissingPeerException">There is no C compiler, or the compilation failed.</exception>
    internal static async Task<ProcessStartInfo> NativeAsync() => new(await s_native.Value);

    /// <summary>On the JavaScript reference.</summary>
    /// <exception cref="MissingPeerException">There is no Node.</exception>
    internal static async Task<ProcessStartInfo> NodeAsync()
    {
        await Programs.RunAsync("node", ["--version"]);
        return new ProcessStartInfo("node", [Programs.Beside("Node", "module.cjs")]);
    }

    /// <summary>On the Python reference.</summary>
    /// <exception cref="MissingPeerException">There is no Python.</exception>
    internal static async Task<ProcessStartInfo> PythonAsync()
    {
        // What is on the PATH may be a script that looks for the real one, which is no part of the module's start.
        string python = (await Programs.RunAsync("python3", ["-c", "import sys; print(sys.executable)"])).Trim();
        return new ProcessStartInfo(python, ["-I", "-S", Programs.Beside("Python", "echo_module.py")]);
    }

    private static async Task<string> CompileAsync()
    {
        await Programs.RunAsync("gcc", ["--version"]);
        string artifacts = Path.Combine(Programs.Artifacts, "bench-native");
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        await Programs.RunAsync(dotnet, ["publish", Programs.ModuleProject, "-c", "Release", "--artifacts-path", artifacts, "-nodeReuse:false", "-v", "quiet"]);
        return Path.Combine(artifacts, "publish", Name, "release", Name);
    }
}
