namespace Ixt.Nexus;

/// <summary>What generated proxies derive from.</summary>
public abstract class NexusContractProxy : INexusProxy
{
    private readonly NexusProxy? _service;
    private readonly INexusInvoker _root;
    private readonly string[][] _paths;

    /// <summary>Makes one.</summary>
    /// <param name="invoker">What it stands on.</param>
    /// <param name="members">The members' paths below it; a callback's only one is empty.</param>
    protected NexusContractProxy(INexusInvoker invoker, string[][] members)
    {
        ArgumentNullException.ThrowIfNull(invoker);
        ArgumentNullException.ThrowIfNull(members);
        Invoker = invoker;
        _root = invoker;
        string[] prefix = [];
        if (invoker is PathInvoker nested)
        {
            _root = nested.Root;
            prefix = nested.Prefix;
        }

        // Whole paths are made once, not for every call.
        _service = _root as NexusProxy;
        prefix = _service is null ? prefix : [_service.Token, .. prefix];
        _paths = prefix.Length == 0 ? members : Array.ConvertAll(members, string[] (m) => [.. prefix, .. m]);
    }

    /// <inheritdoc/>
    public INexusInvoker Invoker { get; }

    /// <inheritdoc/>
    public NexusPeer Peer => (_root as ISessionBound)?.Peer ?? throw new NexusException(NexusErrorCodes.UsageInvalid, "The proxy stands on no session.");

    /// <inheritdoc/>
    public bool IsConnected => _root is not ISessionBound { IsConnected: false };

    /// <inheritdoc/>
    public void Release() => (Invoker as NexusRef)?.Release();

    /// <inheritdoc cref="Release"/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Release"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>An operation without a result.</summary>
    protected Task InvokeAsync(NexusOperation operation, int member, NexusValue[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return Start(operation, member, arguments, cancellationToken).AsTask();
        }
        catch (NexusException e)
        {
            return Task.FromException(e);
        }
    }

    /// <summary>An operation with a result.</summary>
    /// <param name="operation">Get, set or apply.</param>
    /// <param name="member">Which of the members.</param>
    /// <param name="arguments">What it gets.</param>
    /// <param name="read">Makes the result of what the peer answers.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    protected async Task<T> InvokeAsync<T>(NexusOperation operation, int member, NexusValue[] arguments, Func<NexusValue, T> read, CancellationToken cancellationToken)
    {
        NexusValue result = await Start(operation, member, arguments, cancellationToken).ConfigureAwait(false);
        try
        {
            return read(result);
        }
        catch (NexusValueException e)
        {
            NexusReferences.ReleaseAll(result);
            throw new NexusException(NexusErrorCodes.ProtocolError, $"The result of '{string.Join('.', _paths[member])}' is not what the contract says. {e.Message}", e);
        }
    }

    /// <summary>A call for whose end nobody waits.</summary>
    protected void Post(int member, NexusValue[] arguments) =>
        InvokeAsync(NexusOperation.Apply, member, arguments, CancellationToken.None).ContinueWith(
            static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>An object nested in this one.</summary>
    protected T Nested<T>(string member)
        where T : class => NexusContracts.Of<T>().CreateProxy(PathInvoker.Below(Invoker, member));

    private ValueTask<NexusValue> Start(NexusOperation operation, int member, NexusValue[] arguments, CancellationToken cancellationToken) =>
        _service is null
            ? _root.InvokeAsync(operation, _paths[member], arguments, cancellationToken)
            : _service.InvokeFromTokenAsync(operation, _paths[member], arguments, cancellationToken);
}
