using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Ixt.Conformance.Connection;

/// <summary>Who connected: the kernel's word for it (IXT-SEC-002).</summary>
internal static class PeerCheck
{
    private const int SolSocket = 1;
    private const int SoPeerCred = 17;

    /// <summary>Why the peer must not be there, or null when it is the testee or a descendant of it.</summary>
    /// <param name="socket">Accepted.</param>
    /// <param name="pid">The process that was started; null when somebody else starts it.</param>
    public static string? Refuse(Socket socket, int? pid)
    {
        (int peer, uint uid) = Credentials(socket);
        if (uid != geteuid())
        {
            return $"the peer has uid {uid}, the runner {geteuid()}";
        }

        return pid is null || IsDescendant(peer, pid.Value) ? null : $"process {peer} connected, which is not the testee ({pid}) or a descendant of it";
    }

    /// <summary>The process at the other end.</summary>
    public static int ProcessOf(Socket socket) => Credentials(socket).Process;

    private static (int Process, uint User) Credentials(Socket socket)
    {
        Span<int> credentials = stackalloc int[3];
        socket.GetRawSocketOption(SolSocket, SoPeerCred, MemoryMarshal.AsBytes(credentials));
        return (credentials[0], (uint)credentials[1]);
    }

    private static bool IsDescendant(int pid, int ancestor)
    {
        for (int at = pid; at > 1; at = Parent(at))
        {
            if (at == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    private static int Parent(int pid)
    {
        try
        {
            // "pid (name) state ppid …": the name may hold anything, so read from the last parenthesis.
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [DllImport("libc")]
    private static extern uint geteuid();
}
