namespace Ixt.Nexus;

/// <summary>How a <see cref="NexusStoreClient"/> stands.</summary>
public enum NexusStoreStatus
{
    /// <summary>It follows its store.</summary>
    Ready,

    /// <summary>The session or the store has ended. The last state stays readable.</summary>
    Disconnected,

    /// <summary>Another store answers in the place of the one that was followed.</summary>
    Stale,

    /// <summary>It was disposed of.</summary>
    Destroyed,
}
