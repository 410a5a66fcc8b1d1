namespace Ixt.Nexus;

/// <summary>What one peer answered to a multicast.</summary>
/// <param name="From">Who.</param>
/// <param name="Value">Its result; <c>undefined</c> if it failed.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record NexusMulticastResult(NexusPeer From, NexusValue Value, NexusException? Error)
{
    /// <summary>Whether there is a result.</summary>
    public bool IsFulfilled => Error is null;
}
