namespace Ixt.Nexus;

/// <summary>Something of this side that a peer can reach: a service, or an object or function handed out by reference.</summary>
/// <remarks>Only what an implementation offers is reachable; nothing is looked up by reflection.</remarks>
public interface INexusDispatcher
{
    /// <summary>Gets, sets or calls what is at a path below this.</summary>
    /// <param name="invocation">What the peer wants.</param>
    /// <param name="cancellationToken">Fires when the session ends: nobody waits for the result any more.</param>
    /// <returns>The value, the result, or anything for a set.</returns>
    /// <exception cref="NexusException">Reaches the peer with code and message. Other exceptions do with <c>E_UNKNOWN</c> and their message, never with a stack.</exception>
    ValueTask<NexusValue> InvokeAsync(NexusInvocation invocation, CancellationToken cancellationToken);
}
