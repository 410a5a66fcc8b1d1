namespace Ixt.Nexus;

/// <summary>What <see cref="NexusPolicy.CanConnect"/> decides on.</summary>
/// <param name="Local">This side.</param>
/// <param name="Remote">The peer; after an identity update, with it.</param>
/// <param name="IsIncoming">Whether the peer dialled.</param>
public sealed record NexusConnectRequest(NexusIdentity Local, NexusPeer Remote, bool IsIncoming);
