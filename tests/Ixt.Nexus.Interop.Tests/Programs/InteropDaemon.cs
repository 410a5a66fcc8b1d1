namespace Ixt.Nexus.Interop.Tests;

/// <summary>The interop daemon, on Node or on .NET.</summary>
internal sealed class InteropDaemon : IAsyncDisposable
{
    private readonly ChildProgram _program;

    private InteropDaemon(ChildProgram program) => _program = program;

    internal ChildProgram Program => _program;

    /// <summary>Starts it and waits until it listens.</summary>
    internal static async Task<InteropDaemon> StartAsync(PeerKind kind, string socket, IReadOnlyDictionary<string, string>? environment = null, params string[] options)
    {
        InteropDaemon daemon = new(await LaunchAsync(kind, socket, environment, options));
        string? line = await daemon._program.ReadLineAsync();
        if (line is null || !line.StartsWith("ready", StringComparison.Ordinal))
        {
            await daemon.DisposeAsync();
            Assert.Fail($"The {kind} daemon said '{line}': {daemon._program.Errors}");
        }

        return daemon;
    }

    /// <summary>Starts it, whatever comes of it.</summary>
    internal static async Task<ChildProgram> LaunchAsync(PeerKind kind, string socket, IReadOnlyDictionary<string, string>? environment = null, params string[] options)
    {
        string programs = await NodePackages.RequireAsync();
        return kind == PeerKind.Node
            ? ChildProgram.Start("node", [Path.Combine(programs, "interop", "daemon.mjs"), socket, .. options], environment)
            : ChildProgram.Start(Artifacts.Program("nexus-daemon"), [socket, .. options], environment);
    }

    public async ValueTask DisposeAsync() => await _program.DisposeAsync();
}
