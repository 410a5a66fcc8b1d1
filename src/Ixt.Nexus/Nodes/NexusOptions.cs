namespace Ixt.Nexus;

/// <summary>What daemons and clients have in common. A record: derive variants with <c>with</c>; nothing happens before start.</summary>
public abstract record NexusOptions
{
    /// <summary>The application that this side belongs to. Required.</summary>
    public string AppId { get; init; } = "";

    /// <summary>Groups that this side tells its peers it is in; peers of 0.6 ignore them.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>A shared secret that is checked before anything else; null (default): none. Not empty.</summary>
    public string? AuthToken { get; init; }

    /// <summary>How long the exchange of the shared secret may take. Default 5 s.</summary>
    public TimeSpan AuthTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest line of that exchange, in bytes with its line feed. Default 8,192.</summary>
    public int MaxAuthLineBytes { get; init; } = 8192;

    /// <summary>Services that are provided from the beginning; more can come with <c>Provide</c>. Each token once.</summary>
    public IReadOnlyList<NexusProvider> Providers { get; init; } = [];

    /// <summary>Who may connect and call; null (default): everybody who gets this far.</summary>
    public NexusPolicy? Policy { get; init; }

    /// <summary>How long a call waits for its answer. Default 5 s; <see cref="Timeout.InfiniteTimeSpan"/>: as long as the session lasts.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What one peer can make this side hold.</summary>
    public NexusLimits Limits { get; init; } = new();

    /// <summary>Source of time. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal virtual void Check()
    {
        Demand(Providers.DistinctBy(p => p.Token, StringComparer.Ordinal).Count() == Providers.Count, "a token is in Providers twice");
        Demand(AppId.Length > 0, "AppId is required");
        if (AuthToken is "")
        {
            throw new NodeIpcException(NodeIpcErrorCode.AuthFailed, "AuthToken is empty; leave it out to use none.");
        }

        Demand(AuthTimeout > TimeSpan.Zero, "AuthTimeout must be positive");
        Demand(MaxAuthLineBytes is > 0 and <= 1024 * 1024, "MaxAuthLineBytes must be from 1 to 1,048,576");
        Demand(CallTimeout > TimeSpan.Zero || CallTimeout == Timeout.InfiniteTimeSpan, "CallTimeout must be positive");
        Demand(
            Limits is { MaxConcurrentCalls: > 0, MaxPendingCalls: > 0, MaxReferences: > 0, MaxProviders: > 0, MaxUnsentBytes: > 0, MaxSessions: > 0, MaxLargeCallBytes: > 0 },
            "every limit must be positive");
    }

    private protected static void Demand(bool condition, string what)
    {
        if (!condition)
        {
            throw new NexusException(NexusErrorCodes.ConfigurationInvalid, what + ".");
        }
    }
}
