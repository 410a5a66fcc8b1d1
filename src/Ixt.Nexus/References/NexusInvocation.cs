namespace Ixt.Nexus;

/// <summary>One operation of a peer on a service or a resource of this side.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Path">Member names below the service or resource; empty: the thing itself.</param>
/// <param name="Arguments">Of a call; for a set, the one value; else empty.</param>
/// <param name="Caller">Who it is.</param>
public readonly record struct NexusInvocation(NexusOperation Operation, ReadOnlyMemory<string> Path, ReadOnlyMemory<NexusValue> Arguments, NexusPeer Caller)
{
    /// <summary>An argument; <c>undefined</c> beyond the last, as in JavaScript.</summary>
    public NexusValue Argument(int index) => index < Arguments.Length ? Arguments.Span[index] : NexusValue.Undefined;

    /// <summary>The error for a path that leads to nothing callable.</summary>
    public NexusException NotCallable() => new(NexusErrorCodes.TargetNotCallable, $"There is no function at '{string.Join('.', Path.ToArray())}'.");

    /// <summary>This, one member further down.</summary>
    public NexusInvocation Below() => this with { Path = Path[1..] };
}
