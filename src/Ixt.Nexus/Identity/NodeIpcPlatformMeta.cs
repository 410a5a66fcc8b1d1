using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>What this side observed of a connection, whatever the peer says of itself: <c>platform</c> of 0.3.1, <c>connection.observed</c> of 0.6.</summary>
/// <param name="Socket">The socket that the connection goes through; null where the transport is none.</param>
/// <param name="IsAuthenticated">Whether the shared secret was checked.</param>
/// <param name="Process">Process, user and group of the peer, as the kernel recorded them; null where the transport is no socket. The original never fills them.</param>
public sealed record NodeIpcPlatformMeta(NodeIpcSocketAddress? Socket, bool IsAuthenticated, PeerCredentials? Process)
{
    /// <summary><c>shared-secret</c> or <c>none</c>.</summary>
    public string AuthMethod => IsAuthenticated ? "shared-secret" : "none";
}
