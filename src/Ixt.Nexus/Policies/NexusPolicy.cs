namespace Ixt.Nexus;

/// <summary>Who may connect and what they may do. A rule that is not there allows; one that throws refuses.</summary>
public sealed record NexusPolicy
{
    /// <summary>Decides on a peer: when it connects, and again whenever it changes its identity.</summary>
    public Func<NexusConnectRequest, CancellationToken, ValueTask<bool>>? CanConnect { get; init; }

    /// <summary>Decides on each operation. A service's own policy replaces the one of the daemon or client for it and for what its results refer to.</summary>
    public Func<NexusCallRequest, CancellationToken, ValueTask<bool>>? CanCall { get; init; }
}
