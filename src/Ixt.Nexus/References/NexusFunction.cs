namespace Ixt.Nexus;

/// <summary>A function of this side that a peer can call: a callback as argument or result.</summary>
/// <param name="function">Gets the arguments and a token that fires when the session ends.</param>
public sealed class NexusFunction(Func<ReadOnlyMemory<NexusValue>, CancellationToken, ValueTask<NexusValue>> function) : INexusDispatcher
{
    /// <inheritdoc/>
    public ValueTask<NexusValue> InvokeAsync(NexusInvocation invocation, CancellationToken cancellationToken) =>
        invocation is { Operation: NexusOperation.Apply, Path.Length: 0 } ? function(invocation.Arguments, cancellationToken)
        : invocation.Operation == NexusOperation.Get ? new(NexusValue.Undefined)
        : throw (invocation.Operation == NexusOperation.Set
            ? new NexusException(NexusErrorCodes.SetOnRoot, "A function has no members that could be assigned.")
            : invocation.NotCallable());
}
