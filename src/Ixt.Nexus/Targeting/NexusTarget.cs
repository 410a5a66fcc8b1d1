namespace Ixt.Nexus;

/// <summary>Which daemon is meant.</summary>
/// <param name="AppId">Its application; one path segment.</param>
/// <param name="Instance">Which of several; null is <c>default</c>.</param>
public sealed record NexusTarget(string AppId, string? Instance = null)
{
    /// <summary>What is addressed: only daemons can be.</summary>
    public string Context { get; init; } = NexusIdentity.DaemonContext;

    /// <summary>The daemon of an application.</summary>
    public static NexusTarget Daemon(string appId, string? instance = null) => new(appId, instance);

    /// <inheritdoc/>
    public override string ToString() => $"{AppId}/{Instance ?? NexusIdentity.DefaultInstance}";

    // As a peer of 0.6 does it: the daemon must say that it is just the one that was addressed.
    internal bool IsMetBy(NexusIdentity identity) =>
        identity.Context == Context && identity.AppId == AppId && (identity.Instance ?? NexusIdentity.DefaultInstance) == (Instance ?? NexusIdentity.DefaultInstance);
}
