using System.Diagnostics;
using System.Net.Sockets;

namespace Ixt.Bench.Ipc;

/// <summary>Starts programs as the other end of a socket.</summary>
internal static class Children
{
    /// <summary>How long a child may take until it is there.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The running program again, as a raw echo.</summary>
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
            using CancellationTokenSource late = new(Patience);
            return (process, await listener.AcceptAsync(late.Token));
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
