using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>The dialling side: it reaches the services of Node and .NET daemons, and can provide some itself.</summary>
public sealed class NexusClient : NexusNode
{
    private static readonly TimeSpan s_acquisition = TimeSpan.FromSeconds(30);

    private readonly NexusClientOptions _options;
    private readonly Lock _gate = new();
    private readonly Dictionary<(NexusTarget Target, string Path), Task<NexusSession>> _dials = [];
    private readonly Dictionary<NexusSession, string> _paths = [];

    private NexusClient(NexusClientOptions options)
        : base(options, new NexusObject { ["context"] = NexusIdentity.ClientContext, ["appId"] = options.AppId, ["pid"] = Environment.ProcessId }) => _options = options;

    /// <summary>Makes a client; nothing is dialled before it is needed, or <see cref="StartAsync"/> is called.</summary>
    /// <exception cref="NexusException"><c>E_CONFIGURATION_INVALID</c>; <c>E_IPC_AUTH_FAILED</c> as <see cref="NodeIpcException"/>.</exception>
    public static NexusClient Create(NexusClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new NexusClient(options);
    }

    /// <inheritdoc cref="NexusNode.ProvideUntyped"/>
    /// <returns>This client.</returns>
    public NexusClient Provide(string token, INexusDispatcher service, NexusPolicy? policy = null)
    {
        ProvideUntyped(token, service, policy);
        return this;
    }

    /// <summary>Provides a service. Peers that are connected learn of it; one of the same token is replaced.</summary>
    /// <typeparam name="T">Its interface, which has <see cref="NexusServiceAttribute"/>.</typeparam>
    /// <param name="service">What peers reach: the members of the interface, and nothing else of it.</param>
    /// <param name="policy">Who may call it, in place of the client's own rule.</param>
    /// <param name="token">Its name on the wire in place of the attribute's.</param>
    /// <returns>This client.</returns>
    /// <exception cref="NexusException"><c>E_USAGE_INVALID</c>: the interface has no contract.</exception>
    public NexusClient Provide<T>(T service, NexusPolicy? policy = null, string? token = null)
        where T : class
    {
        Add([NexusProvider.Of(service, policy, token)]);
        return this;
    }

    /// <summary>Provides services that were described elsewhere. Peers that are connected learn of all of them at once; those of the same tokens are replaced.</summary>
    /// <returns>This client.</returns>
    public NexusClient ProvideAll(params IReadOnlyList<NexusProvider> providers)
    {
        Add(providers);
        return this;
    }

    /// <summary>Dials every target of <see cref="NexusClientOptions.ConnectTo"/>, and waits for all of them.</summary>
    /// <exception cref="NexusException">The first that failed.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => Task.WhenAll(_options.ConnectTo.Select(t => ConnectAsync(t, cancellationToken)));

    /// <summary>A proxy of a daemon's service: on the session that there is, or a new one.</summary>
    /// <param name="token">The service.</param>
    /// <param name="target">The daemon; null: <see cref="NexusClientOptions.DefaultTarget"/>, or the only entry of <see cref="NexusClientOptions.ConnectTo"/>.</param>
    /// <param name="where">What the daemon must be besides; a condition, not a search.</param>
    /// <param name="timeout">How long to wait for the daemon to provide the service. Default 30 s.</param>
    /// <param name="callTimeout">How long its calls wait for their answers; null: <see cref="NexusOptions.CallTimeout"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="NexusException">
    /// <c>E_TARGET_REQUIRED</c>, <c>E_TARGET_CONSTRAINT_FAILED</c>, <c>E_ENDPOINT_CONNECT_FAILED</c> with the <see cref="NodeIpcException"/> as its cause, <c>E_HANDSHAKE_FAILED</c>,
    /// <c>E_HANDSHAKE_REJECTED</c>, <c>E_PROTOCOL_INCOMPATIBLE</c>, <c>E_SERVICE_ACQUISITION_TIMEOUT</c>, <c>E_SERVICE_UNAVAILABLE</c>.
    /// </exception>
    public async Task<NexusProxy> CreateAsync(
        string token, NexusTarget? target = null, Func<NexusPeer, bool>? where = null, TimeSpan? timeout = null, TimeSpan? callTimeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        NexusTarget aim = target ?? DefaultTarget ?? throw new NexusException(
            NexusErrorCodes.TargetRequired, $"No target for '{token}': name one, or set {nameof(NexusClientOptions.DefaultTarget)}.");
        using CancellationTokenSource late = new(timeout ?? s_acquisition, _options.TimeProvider);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            NexusSession session = await ConnectAsync(aim, stop.Token).ConfigureAwait(false);
            if (where is not null && !where(session.Peer))
            {
                throw new NexusException(NexusErrorCodes.TargetConstraintFailed, $"{session.Peer.Identity} does not meet the condition.");
            }

            await ProvidedAsync(session, token, stop.Token).ConfigureAwait(false);
            return new NexusProxy(session, token, callTimeout ?? _options.CallTimeout);
        }
        catch (OperationCanceledException e)
        {
            // Whoever gave up sees the token that it gave up with, not one that was made here.
            throw cancellationToken.IsCancellationRequested
                ? new OperationCanceledException(e.Message, e, cancellationToken)
                : new NexusException(NexusErrorCodes.AcquisitionTimeout, $"{aim} did not come to provide '{token}' within {(timeout ?? s_acquisition).TotalMilliseconds:0} ms.");
        }
    }

    /// <summary>A proxy of a service, its peer found in the manner of 0.3.1: among the sessions that stand, else by dialling the daemon that the descriptor names.</summary>
    /// <param name="token">The service.</param>
    /// <param name="search">Which peer; with neither descriptor nor matcher, the daemon that the client has as its default.</param>
    /// <param name="timeout">How long to wait for a daemon that is dialled to provide the service. Default 30 s.</param>
    /// <param name="callTimeout">How long its calls wait for their answers; null: <see cref="NexusOptions.CallTimeout"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="NexusException"><c>E_TARGET_NO_MATCH</c>, <c>E_TARGET_UNEXPECTED_COUNT</c>, and what dialling can throw.</exception>
    public async Task<NexusProxy> CreateAsync(string token, NexusSearch search, TimeSpan? timeout = null, TimeSpan? callTimeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        ArgumentNullException.ThrowIfNull(search);
        search = search is { Descriptor: null, Matcher: null } ? search with { Descriptor = DefaultDescriptor(token, DefaultTarget) } : search;
        NexusSession[] found = [.. ReadySessions().Where(s => search.Finds(s.Peer))];
        if (found.Length == 0 && search.Descriptor?.ToTarget() is { } target)
        {
            NexusProxy proxy = await CreateAsync(token, target, null, timeout, callTimeout, cancellationToken).ConfigureAwait(false);
            return search.Finds(proxy.Peer) ? proxy : throw NoMatch(token);
        }

        return found.Length switch
        {
            0 => throw NoMatch(token),
            > 1 when search.Expects == NexusExpects.One => throw new NexusException(
                NexusErrorCodes.TargetUnexpectedCount, $"{found.Length} peers fit for '{token}'; one was expected."),
            _ => new NexusProxy(found[0], token, callTimeout ?? _options.CallTimeout),
        };
    }

    /// <summary>A proxy of a daemon's service, as its interface: on the session that there is, or a new one.</summary>
    /// <typeparam name="T">The interface, which has <see cref="NexusServiceAttribute"/>.</typeparam>
    /// <param name="target">The daemon; null: <see cref="NexusServiceAttribute.DefaultTarget"/>, <see cref="NexusClientOptions.DefaultTarget"/>, or the only entry of <see cref="NexusClientOptions.ConnectTo"/>.</param>
    /// <param name="where">What the daemon must be besides; a condition, not a search.</param>
    /// <param name="timeout">How long to wait for the daemon to provide the service. Default 30 s.</param>
    /// <param name="callTimeout">How long its calls wait for their answers; null: <see cref="NexusOptions.CallTimeout"/>.</param>
    /// <param name="token">The service's name on the wire in place of the attribute's.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="CreateAsync(string, NexusTarget?, Func{NexusPeer, bool}?, TimeSpan?, TimeSpan?, CancellationToken)" path="/exception"/>
    public async Task<T> CreateAsync<T>(
        NexusTarget? target = null, Func<NexusPeer, bool>? where = null, TimeSpan? timeout = null, TimeSpan? callTimeout = null, string? token = null, CancellationToken cancellationToken = default)
        where T : class
    {
        NexusContract<T> contract = NexusContracts.Of<T>();
        return contract.CreateProxy(await CreateAsync(NexusContracts.TokenOf<T>(token), target ?? (token is null ? contract.DefaultTarget : null), where, timeout, callTimeout, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A proxy of a service as its interface, its peer found in the manner of 0.3.1: among the sessions that stand, else by dialling the daemon that the descriptor names.</summary>
    /// <typeparam name="T">The interface, which has <see cref="NexusServiceAttribute"/>.</typeparam>
    /// <param name="search">Which peer.</param>
    /// <param name="timeout">How long to wait for a daemon that is dialled to provide the service. Default 30 s.</param>
    /// <param name="callTimeout">How long its calls wait for their answers; null: <see cref="NexusOptions.CallTimeout"/>.</param>
    /// <param name="token">The service's name on the wire in place of the attribute's.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="CreateAsync(string, NexusSearch, TimeSpan?, TimeSpan?, CancellationToken)" path="/exception"/>
    public async Task<T> CreateAsync<T>(NexusSearch search, TimeSpan? timeout = null, TimeSpan? callTimeout = null, string? token = null, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(search);
        NexusContract<T> contract = NexusContracts.Of<T>();
        search = search is { Descriptor: null, Matcher: null } && token is null && contract.DefaultTarget is { } target ? search with { Descriptor = DefaultDescriptor("", target) } : search;
        return contract.CreateProxy(await CreateAsync(NexusContracts.TokenOf<T>(token), search, timeout, callTimeout, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Proxies of the same service of several daemons, for calls to all of them.</summary>
    /// <param name="token">The service.</param>
    /// <param name="targets">The daemons, at least one; results come in their order.</param>
    /// <param name="where">What each of them must be besides; a condition, not a search.</param>
    /// <param name="timeout">How long to wait for each to provide the service. Default 30 s.</param>
    /// <param name="callTimeout">How long its calls wait for their answers; null: <see cref="NexusOptions.CallTimeout"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="CreateAsync(string, NexusTarget, Func{NexusPeer, bool}, TimeSpan?, TimeSpan?, CancellationToken)" path="/exception"/>
    public async Task<NexusMulticast> CreateMulticastAsync(
        string token,
        IReadOnlyList<NexusTarget> targets,
        Func<NexusPeer, bool>? where = null,
        TimeSpan? timeout = null,
        TimeSpan? callTimeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Count == 0)
        {
            throw new NexusException(NexusErrorCodes.UsageInvalid, $"A multicast of '{token}' without targets; {nameof(SelectMulticast)} takes who is connected, be it nobody.");
        }

        return new NexusMulticast(token, await Task.WhenAll(targets.Select(t => CreateAsync(token, t, where, timeout, callTimeout, cancellationToken))).ConfigureAwait(false));
    }

    /// <summary>Typed proxies of the same service of several daemons, for calls to all of them.</summary>
    /// <typeparam name="T">The interface, which has <see cref="NexusServiceAttribute"/>.</typeparam>
    /// <param name="targets">The daemons, at least one; results come in their order.</param>
    /// <param name="where">What each of them must be besides; a condition, not a search.</param>
    /// <param name="timeout">How long to wait for each to provide the service. Default 30 s.</param>
    /// <param name="callTimeout">How long its calls wait for their answers; null: <see cref="NexusOptions.CallTimeout"/>.</param>
    /// <param name="token">The service's name on the wire in place of the attribute's.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="CreateAsync(string, NexusTarget, Func{NexusPeer, bool}, TimeSpan?, TimeSpan?, CancellationToken)" path="/exception"/>
    public async Task<NexusMulticast<T>> CreateMulticastAsync<T>(
        IReadOnlyList<NexusTarget> targets,
        Func<NexusPeer, bool>? where = null,
        TimeSpan? timeout = null,
        TimeSpan? callTimeout = null,
        string? token = null,
        CancellationToken cancellationToken = default)
        where T : class
    {
        NexusContract<T> contract = NexusContracts.Of<T>();
        return new(await CreateMulticastAsync(NexusContracts.TokenOf<T>(token), targets, where, timeout, callTimeout, cancellationToken).ConfigureAwait(false), contract);
    }

    private NexusTarget? DefaultTarget => _options.DefaultTarget ?? (_options.ConnectTo.Count == 1 ? _options.ConnectTo[0] : null);

    // 0.3.1 has other codes for a target that nobody named than 0.6.
    private NexusDescriptor DefaultDescriptor(string token, NexusTarget? defaultTarget) => defaultTarget is { } target
        ? new NexusDescriptor { Context = target.Context, AppId = target.AppId, Instance = target.Instance ?? NexusIdentity.DefaultInstance }
        : throw (_options.ConnectTo.Count == 0 ? NoMatch(token) : new NexusException(
            NexusErrorCodes.TargetUnexpectedCount, $"{nameof(NexusClientOptions.ConnectTo)} names {_options.ConnectTo.Count} daemons for '{token}'; one was expected."));

    private static NexusException NoMatch(string token) => new(NexusErrorCodes.TargetNoMatch, $"No connected peer fits for '{token}'.");

    private async Task ProvidedAsync(NexusSession session, string token, CancellationToken cancellationToken)
    {
        // A peer of 0.3.1 does not tell what it provides: the first call will.
        while (session.HasCatalogue && !session.Provides(token))
        {
            Task changed = Changed;
            if (session.IsClosed)
            {
                throw new NexusException(NexusErrorCodes.ServiceUnavailable, $"The session ended while '{token}' was waited for: {session.Failure.Message}", session.Failure);
            }

            if (!session.Provides(token))
            {
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The session with a daemon: one that stands, one that is being dialled, or a new one.</summary>
    private Task<NexusSession> ConnectAsync(NexusTarget target, CancellationToken cancellationToken)
    {
        string path;
        try
        {
            path = SocketAddresses.PathOf(target, _options.ResolveAddress);
        }
        catch (NodeIpcException e)
        {
            throw new NexusException(NexusErrorCodes.EndpointConnectFailed, $"{e.Code}: {e.Message}", e);
        }

        Task<NexusSession> dial;
        lock (_gate)
        {
            if (ReadySessions().FirstOrDefault(s => target.IsMetBy(s.Peer.Identity) && _paths.GetValueOrDefault(s) == path) is { } standing)
            {
                return Task.FromResult(standing);
            }

            if (!_dials.TryGetValue((target, path), out dial!))
            {
                dial = Task.Run(() => DialAsync(target, path), CancellationToken.None);
                _dials.Add((target, path), dial);
            }
        }

        return dial.WaitAsync(cancellationToken);
    }

    private async Task<NexusSession> DialAsync(NexusTarget target, string path)
    {
        NexusSession? session = null;
        try
        {
            session = await OpenAsync(target, path).ConfigureAwait(false);
            await session.Ready.ConfigureAwait(false);
            return session;
        }
        finally
        {
            lock (_gate)
            {
                _dials.Remove((target, path));
                if (session is { IsReady: true })
                {
                    _paths[session] = path;
                    _ = session.Ended.ContinueWith(_ => ForgetPath(session), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                }
            }
        }
    }

    // .NET has no word of its own for ENOENT on a socket.
    private static string WhyNot(string path, Exception failure) =>
        File.Exists(path) ? failure.Message : "there is no such socket; the daemon does not run, or listens elsewhere.";

    private void ForgetPath(NexusSession session)
    {
        lock (_gate)
        {
            _paths.Remove(session);
        }
    }

    private async Task<NexusSession> OpenAsync(NexusTarget target, string path)
    {
        UnixSocketTransport? transport = null;
        try
        {
            transport = await UnixSocketTransport.ConnectAsync(path, CancellationToken.None).ConfigureAwait(false);
            ReadOnlyMemory<byte> received = _options.AuthToken is { } secret
                ? await SharedSecret.ShowAsync(transport, secret, _options.MaxAuthLineBytes, _options.AuthTimeout, _options.TimeProvider, CancellationToken.None).ConfigureAwait(false)
                : ReadOnlyMemory<byte>.Empty;
            return Open(transport, isActive: true, received, target, NodeIpcAddress.Path(path));
        }
        catch (Exception e) when (e is TransportException or NodeIpcException)
        {
            if (transport is not null)
            {
                await transport.DisposeAsync().ConfigureAwait(false);
            }

            NodeIpcException cause = e as NodeIpcException ?? new NodeIpcException(NodeIpcErrorCode.ConnectFailed, $"Connecting to '{path}' failed: {WhyNot(path, e)}", e);
            throw new NexusException(NexusErrorCodes.EndpointConnectFailed, $"{cause.Code}: {cause.Message}", cause);
        }
    }
}
