namespace Ixt.Nexus;

/// <summary>A service of the peer, without an interface of its own. Bound to one session for life: when that ends, every use fails with <c>E_CONN_CLOSED</c>; create it anew.</summary>
public sealed class NexusProxy : INexusInvoker, ISessionBound
{
    private readonly NexusSession _session;
    private readonly TimeSpan _callTimeout;

    internal NexusProxy(NexusSession session, string token, TimeSpan callTimeout)
    {
        _session = session;
        _callTimeout = callTimeout;
        Token = token;
    }

    /// <summary>The service's token.</summary>
    public string Token { get; }

    /// <summary>Who provides it.</summary>
    public NexusPeer Peer => _session.Peer;

    /// <summary>Whether the session still stands.</summary>
    public bool IsConnected => _session.IsReady;

    /// <summary>Calls a function of the service.</summary>
    /// <param name="member">Its name; for a nested one, names with dots between them have to be given as a path to <see cref="InvokeAsync(ReadOnlyMemory{string}, ReadOnlyMemory{NexusValue}, CancellationToken)"/>.</param>
    /// <param name="arguments">What it gets.</param>
    /// <exception cref="NexusException"><c>E_REMOTE_EXCEPTION</c>, <c>E_CALL_TIMEOUT</c>, <c>E_CONN_CLOSED</c>, <c>E_OVERLOADED</c>, <c>E_PROTOCOL_ERROR</c>.</exception>
    public ValueTask<NexusValue> CallAsync(string member, params ReadOnlySpan<NexusValue> arguments) =>
        _session.CallAsync(NexusOperation.Apply, null, [Token, member], arguments, _callTimeout, CancellationToken.None);

    /// <summary>Calls a function of the service.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="arguments">What it gets.</param>
    /// <param name="cancellationToken">Gives up waiting; the peer is not told.</param>
    /// <inheritdoc cref="CallAsync(string, ReadOnlySpan{NexusValue})" path="/exception"/>
    public ValueTask<NexusValue> CallAsync(string member, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken = default) =>
        _session.CallAsync(NexusOperation.Apply, null, [Token, member], arguments.Span, _callTimeout, cancellationToken);

    /// <summary>Reads a member of the service.</summary>
    /// <inheritdoc cref="CallAsync(string, ReadOnlySpan{NexusValue})" path="/exception"/>
    public ValueTask<NexusValue> GetAsync(params ReadOnlySpan<string> path) => _session.CallAsync(NexusOperation.Get, null, [Token, .. path], [], _callTimeout, CancellationToken.None);

    /// <summary>Assigns a member of the service. Daemons that <c>Ixt.Nexus</c> made take it only for properties that can be assigned; Node's take anything.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="value">What it becomes.</param>
    /// <param name="cancellationToken">Gives up waiting; the peer is not told.</param>
    /// <inheritdoc cref="CallAsync(string, ReadOnlySpan{NexusValue})" path="/exception"/>
    public async ValueTask SetAsync(string member, NexusValue value, CancellationToken cancellationToken = default) =>
        await _session.CallAsync(NexusOperation.Set, null, [Token, member], [value], _callTimeout, cancellationToken).ConfigureAwait(false);

    /// <summary>Calls what is at a path below the service, e.g. a function of a nested object.</summary>
    /// <param name="path">Names from the service downwards.</param>
    /// <param name="arguments">What it gets.</param>
    /// <param name="cancellationToken">Gives up waiting; the peer is not told.</param>
    /// <inheritdoc cref="CallAsync(string, ReadOnlySpan{NexusValue})" path="/exception"/>
    public ValueTask<NexusValue> InvokeAsync(ReadOnlyMemory<string> path, ReadOnlyMemory<NexusValue> arguments = default, CancellationToken cancellationToken = default) =>
        InvokeAsync(NexusOperation.Apply, path, arguments, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="NexusException"><c>E_REMOTE_EXCEPTION</c>, <c>E_CALL_TIMEOUT</c>, <c>E_CONN_CLOSED</c>, <c>E_OVERLOADED</c>, <c>E_PROTOCOL_ERROR</c>.</exception>
    public ValueTask<NexusValue> InvokeAsync(
        NexusOperation operation, ReadOnlyMemory<string> path, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken = default)
    {
        if (path.Length == 1)
        {
            return _session.CallAsync(operation, null, [Token, path.Span[0]], arguments.Span, _callTimeout, cancellationToken);
        }

        string[] full = [Token, .. path.Span];
        return InvokeFromTokenAsync(operation, full, arguments, cancellationToken);
    }

    /// <summary>The same, with a path that begins with the token.</summary>
    internal ValueTask<NexusValue> InvokeFromTokenAsync(NexusOperation operation, string[] path, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken) =>
        _session.CallAsync(operation, null, path, arguments.Span, _callTimeout, cancellationToken);
}
