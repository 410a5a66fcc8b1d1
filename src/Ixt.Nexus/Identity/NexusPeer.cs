using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>The other end of a session, for policies, conditions and services.</summary>
/// <param name="ConnectionId">Names the session within this daemon or client.</param>
/// <param name="Identity">Who the peer says it is.</param>
/// <param name="Process">Who opened the socket, as the kernel recorded it; null where the transport is no socket. The original can't tell.</param>
/// <param name="IsAuthenticated">Whether the shared secret was checked.</param>
public sealed record NexusPeer(string ConnectionId, NexusIdentity Identity, PeerCredentials? Process, bool IsAuthenticated)
{
    /// <summary>The daemon that this side meant when it dialled; null where the peer dialled.</summary>
    public NexusTarget? Selected { get; init; }

    /// <summary>The socket that the connection goes through; where this side dialled, what <see cref="Selected"/> was resolved to. Null where the transport is none.</summary>
    public NodeIpcSocketAddress? Socket { get; init; }

    /// <summary><c>shared-secret</c> or <c>none</c>.</summary>
    public string AuthMethod => IsAuthenticated ? "shared-secret" : "none";

    /// <summary>All that this side observed by itself.</summary>
    public NodeIpcPlatformMeta Platform => new(Socket, IsAuthenticated, Process);
}
