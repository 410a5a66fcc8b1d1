using System.Net.Sockets;

namespace Ixt.Session;

/// <summary>The user this process runs as, asked from the kernel over a socket pair, which needs no P/Invoke.</summary>
internal static class CurrentUser
{
    private static readonly Lazy<uint> s_id = new(Ask);

    internal static uint Id => s_id.Value;

    private static uint Ask()
    {
        // An abstract address: nothing is left in the file system, and one's own connection tells one's own uid.
        UnixDomainSocketEndPoint endPoint = new("\0ixt-" + Guid.NewGuid().ToString("N"));
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(endPoint);
        listener.Listen(1);
        using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(endPoint);
        return PeerCredentials.Of(client).UserId;
    }
}
