namespace Ixt.Nexus;

/// <summary>How a <see cref="NexusStore"/> publishes.</summary>
public sealed record NexusStoreOptions
{
    /// <summary>How long changes are gathered before a snapshot goes out, counted from the first of them. Default 200 ms, as in the original.</summary>
    public TimeSpan PublishWindow { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Snapshots that one subscriber may leave unacknowledged; with more it is dropped. Default 32.</summary>
    public int MaxPendingSnapshots { get; init; } = 32;

    /// <summary>Source of time. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
