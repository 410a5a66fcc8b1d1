namespace Ixt.Nexus;

/// <summary>A function or object of the peer, reached through the session that it came in on. Dead after <see cref="Release"/> and when the session ends.</summary>
/// <remarks>
/// What the peer keeps for it is freed by <see cref="Release"/> or <see cref="Dispose"/>, by the finalizer, or by the session's end, whichever comes first.
/// Sent back to the peer it arrives as a new reference that leads here and from here back: references do not unwrap.
/// </remarks>
public sealed class NexusRef : INexusInvoker, INexusDispatcher, ISessionBound, IDisposable
{
    private readonly NexusSession _session;
    private int _released;

    internal NexusRef(NexusSession session, string id)
    {
        _session = session;
        Id = id;
    }

    /// <summary>Frees it at the peer.</summary>
    ~NexusRef() => Free();

    /// <summary>What the peer calls it.</summary>
    public string Id { get; }

    /// <summary>Whether it can still be used.</summary>
    public bool IsAlive => Volatile.Read(ref _released) == 0 && !_session.IsClosed;

    NexusPeer ISessionBound.Peer => _session.Peer;

    bool ISessionBound.IsConnected => IsAlive;

    /// <summary>Calls it, if it is a function.</summary>
    public ValueTask<NexusValue> CallAsync(params ReadOnlySpan<NexusValue> arguments) =>
        Invoke(NexusOperation.Apply, [], arguments, CancellationToken.None);

    /// <summary>Calls it, if it is a function.</summary>
    /// <exception cref="NexusException"><c>E_REMOTE_EXCEPTION</c>, <c>E_CALL_TIMEOUT</c>, <c>E_CONN_CLOSED</c>, <c>E_RESOURCE_ACCESS_DENIED</c> after it was released.</exception>
    public ValueTask<NexusValue> CallAsync(ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken = default) =>
        Invoke(NexusOperation.Apply, [], arguments.Span, cancellationToken);

    /// <summary>Calls a function below it.</summary>
    /// <inheritdoc cref="CallAsync(ReadOnlyMemory{NexusValue}, CancellationToken)" path="/exception"/>
    public ValueTask<NexusValue> CallAsync(string member, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken = default) =>
        Invoke(NexusOperation.Apply, [member], arguments.Span, cancellationToken);

    /// <summary>Reads what is at a path below it.</summary>
    /// <inheritdoc cref="CallAsync(ReadOnlyMemory{NexusValue}, CancellationToken)" path="/exception"/>
    public ValueTask<NexusValue> GetAsync(string member, CancellationToken cancellationToken = default) =>
        Invoke(NexusOperation.Get, [member], [], cancellationToken);

    /// <summary>Assigns what is at a path below it.</summary>
    /// <inheritdoc cref="CallAsync(ReadOnlyMemory{NexusValue}, CancellationToken)" path="/exception"/>
    public async ValueTask SetAsync(string member, NexusValue value, CancellationToken cancellationToken = default) =>
        await Invoke(NexusOperation.Set, [member], [value], cancellationToken).ConfigureAwait(false);

    /// <summary>Gets, sets or calls what is at a path below it.</summary>
    /// <inheritdoc cref="CallAsync(ReadOnlyMemory{NexusValue}, CancellationToken)" path="/exception"/>
    public ValueTask<NexusValue> InvokeAsync(NexusOperation operation, ReadOnlyMemory<string> path, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken = default) =>
        Invoke(operation, path.Span, arguments.Span, cancellationToken);

    ValueTask<NexusValue> INexusDispatcher.InvokeAsync(NexusInvocation invocation, CancellationToken cancellationToken) =>
        InvokeAsync(invocation.Operation, invocation.Path, invocation.Arguments, cancellationToken);

    /// <summary>Frees it at the peer. Later uses fail with <c>E_RESOURCE_ACCESS_DENIED</c>; releasing again does nothing.</summary>
    public void Release()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Release"/>
    public void Dispose() => Release();

    private void Free()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            _session.SendRelease(Id);
        }
    }

    private ValueTask<NexusValue> Invoke(NexusOperation operation, ReadOnlySpan<string> path, ReadOnlySpan<NexusValue> arguments, CancellationToken cancellationToken) =>
        Volatile.Read(ref _released) == 0
            ? _session.CallAsync(operation, this, path, arguments, _session.Host.CallTimeout, cancellationToken)
            : throw new NexusException(NexusErrorCodes.ResourceAccessDenied, $"The reference {Id} was released.");
}
