using System.Diagnostics;
using Ixt.Bench.Ipc;

namespace Ixt.Bench.Nexus;

/// <summary>Everybody that takes part, started and ended together.</summary>
internal sealed class Contestants : IAsyncDisposable
{
    internal const string Raw = "raw";
    internal const string SharpSharp = "C#-C#";
    internal const string NodeNode = "Node-Node";
    private const string SharpNode = "C#-Node";
    private const string NodeSharp = "Node-C#";

    private readonly DirectoryInfo _sockets = Directory.CreateTempSubdirectory("ixt-bench-");
    private readonly List<IContestant> _all = [];

    /// <summary>Named client first, daemon second.</summary>
    internal IReadOnlyList<IContestant> All => _all;

    internal static async Task<Contestants> StartAsync(NodePrograms node)
    {
        Contestants contestants = new();
        try
        {
            contestants._all.Add(await RawPair.StartAsync());
            await contestants.AddAsync(SharpSharp, Children.Self("--child", "daemon"), Children.Self("--child", "client"));
            await contestants.AddAsync(SharpNode, node.Daemon(), Children.Self("--child", "client"));
            await contestants.AddAsync(NodeSharp, Children.Self("--child", "daemon"), node.Client());
            await contestants.AddAsync(NodeNode, node.Daemon(), node.Client());
            return contestants;
        }
        catch
        {
            await contestants.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IContestant contestant in _all)
        {
            await contestant.DisposeAsync();
        }

        _sockets.Delete(recursive: true);
    }

    private async Task AddAsync(string name, ProcessStartInfo daemon, ProcessStartInfo client) =>
        _all.Add(await Pair.StartAsync(name, Path.Combine(_sockets.FullName, $"{_all.Count}.sock"), daemon, client));
}
