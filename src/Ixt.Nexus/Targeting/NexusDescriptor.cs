namespace Ixt.Nexus;

/// <summary>A part of an identity, as 0.3.1 names its targets: matches every peer whose identity has these members.</summary>
public sealed record NexusDescriptor
{
    /// <summary>E.g. <c>node-ipc-daemon</c>; null: any.</summary>
    public string? Context { get; init; }

    /// <summary>The application; null: any.</summary>
    public string? AppId { get; init; }

    /// <summary>The instance; null: any, and the default one where a daemon is dialled.</summary>
    public string? Instance { get; init; }

    /// <summary>Groups that the peer must be in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>A daemon by application and instance.</summary>
    public static NexusDescriptor Daemon(string appId, string? instance = null) => new() { Context = NexusIdentity.DaemonContext, AppId = appId, Instance = instance };

    /// <summary>Whether a peer fits.</summary>
    public bool Matches(NexusPeer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        NexusIdentity identity = peer.Identity;
        return (Context is null || Context == identity.Context)
            && (AppId is null || AppId == identity.AppId)
            && (Instance is null || Instance == identity.Instance)
            && Groups.All(g => identity.Groups.Contains(g, StringComparer.Ordinal));
    }

    // What can be dialled: a daemon that is named.
    internal NexusTarget? ToTarget() => Context == NexusIdentity.DaemonContext && AppId is not null ? new NexusTarget(AppId, Instance) : null;
}
