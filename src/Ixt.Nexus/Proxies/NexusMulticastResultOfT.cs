using System.Diagnostics.CodeAnalysis;

namespace Ixt.Nexus;

/// <summary>What one peer answered to a typed multicast.</summary>
/// <typeparam name="TResult">What the method returns.</typeparam>
/// <param name="From">Who.</param>
/// <param name="Value">Its result; the type's default if it failed.</param>
/// <param name="Error">Why it failed, or null.</param>
public sealed record NexusMulticastResult<TResult>(NexusPeer From, TResult? Value, NexusException? Error)
{
    /// <summary>Whether there is a result.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsFulfilled => Error is null;
}
