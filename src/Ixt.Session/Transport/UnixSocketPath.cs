using System.Net.Sockets;
using System.Text;

namespace Ixt.Session;

/// <summary>Checks a socket's path before the endpoint does, whose error names neither the path nor the limit in bytes.</summary>
internal static class UnixSocketPath
{
    internal static UnixDomainSocketEndPoint ToEndPoint(string path)
    {
        if (path.Length == 0)
        {
            throw TransportException.PathEmpty();
        }

        int bytes = Encoding.UTF8.GetByteCount(path);
        return bytes > TransportException.MaxPathBytes
            ? throw TransportException.PathTooLong(path, bytes)
            : new UnixDomainSocketEndPoint(path);
    }
}
