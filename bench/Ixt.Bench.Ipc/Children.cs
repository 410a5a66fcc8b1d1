using System.Diagnostics;
using System.Net.Sockets;
using Ixt.Session;

namespace Ixt.Bench.Ipc;

/// <summary>Starts this program again as the other end of a socket.</summary>
internal static class Children
{
    internal static async Task<(Process Process, UnixSocketTransport Transport)> StartModuleAsync()
    {
        await using UnixSocketListener listener = UnixSocketListener.Create();
        ProcessStartInfo info = Self("--child", "module");
        info.Environment["IXT_IPC_SOCKET"] = listener.Path;
        info.Environment["IXT_MODULE_ID"] = "bench:1.0.0/echo";
        Process process = Process.Start(info) ?? throw new InvalidOperationException("The module did not start.");
        UnixSocketTransport transport = await listener.AcceptOneAsync(peer => ProcessAncestry.IsSameOrDescendant(peer.ProcessId, process.Id));
        return (process, transport);
    }

    internal static async Task<(Process Process, Socket Socket)> StartRawAsync()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("ixt-bench-");
        try
        {
            string path = Path.Combine(directory.FullName, "raw.sock");
            using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(1);
            Process process = Process.Start(Self("--child", "raw", path)) ?? throw new InvalidOperationException("The raw echo did not start.");
            return (process, await listener.AcceptAsync());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The running program again, with other arguments.</summary>
    internal static ProcessStartInfo Self(params string[] arguments)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("This program's own path is unknown.");
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new ProcessStartInfo(program, isHost ? [Environment.GetCommandLineArgs()[0], .. arguments] : arguments);
    }
}
