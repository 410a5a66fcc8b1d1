namespace Ixt.Nexus;

/// <summary>A store's state at one version.</summary>
/// <param name="StoreInstanceId">Names the store; a restarted one has another.</param>
/// <param name="Version">Counts the changes, from 0.</param>
/// <param name="State">The state; not to be changed.</param>
public sealed record NexusStoreSnapshot(string StoreInstanceId, long Version, NexusValue State);
