using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>This program again as a server on a socket of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly Peer _peer;

    private Server(DirectoryInfo directory, Peer peer)
    {
        _directory = directory;
        _peer = peer;
    }

    internal Process Process => _peer.Process;

    /// <summary>Where it listens.</summary>
    internal string Path => PathIn(_directory);

    /// <param name="name">What an error calls it.</param>
    /// <param name="arguments">What follows <c>--child</c>, the socket's path apart.</param>
    internal static async Task<Server> StartAsync(string name, params string[] arguments)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("ixt-bench-");
        try
        {
            return new Server(directory, await Peer.StartAsync(name, Children.Self(["--child", .. arguments, PathIn(directory)])));
        }
        catch
        {
            directory.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _peer.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static string PathIn(DirectoryInfo directory) => System.IO.Path.Combine(directory.FullName, "s.sock");
}
