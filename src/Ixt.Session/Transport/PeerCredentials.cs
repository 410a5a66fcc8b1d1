using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ixt.Session;

/// <summary>Who opened the other end of a Unix socket, as the kernel recorded it (SO_PEERCRED).</summary>
/// <param name="ProcessId">Process id at the time of connect or listen; 0 when the process is outside of this pid namespace.</param>
/// <param name="UserId">Effective user id.</param>
/// <param name="GroupId">Effective group id.</param>
public readonly record struct PeerCredentials(int ProcessId, uint UserId, uint GroupId)
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    /// <summary>Asks the kernel.</summary>
    /// <exception cref="SocketException">The socket is not a connected Unix socket.</exception>
    internal static PeerCredentials Of(Socket socket)
    {
        Span<int> credentials = stackalloc int[3];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, MemoryMarshal.AsBytes(credentials));
        return new PeerCredentials(credentials[0], (uint)credentials[1], (uint)credentials[2]);
    }
}
