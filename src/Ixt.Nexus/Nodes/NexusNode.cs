using System.Collections.Concurrent;

namespace Ixt.Nexus;

/// <summary>One side of Nexus: it provides services, holds sessions with peers, and reaches the services that they provide. A daemon listens, a client dials.</summary>
public abstract class NexusNode : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, NexusSession> _sessions = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private Dictionary<string, ServiceEntry> _services = new(StringComparer.Ordinal);
    private string[] _tokens = [];
    private NexusIdentity _identity;
    private bool _disposed;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private protected NexusNode(NexusOptions options, NexusObject metadata)
    {
        Options = options;
        if (options.Groups.Count > 0)
        {
            metadata["groups"] = NexusValue.From(options.Groups.Select(g => NexusValue.From(g)).ToArray());
        }

        _identity = new NexusIdentity(NexusValue.From(metadata));
        Host = new NodeHost(this);
        Add(options.Providers);
    }

    /// <summary>Who this side says it is.</summary>
    public NexusIdentity Identity => Volatile.Read(ref _identity);

    /// <summary>The peers with which a session stands now.</summary>
    public IReadOnlyList<NexusPeer> Peers => [.. ReadySessions().Select(s => s.Peer)];

    private protected NexusOptions Options { get; }

    private protected SessionHost Host { get; }

    /// <summary>Provides a service without an interface of its own. Peers that are connected learn of it; one of the same token is replaced.</summary>
    /// <param name="token">The service's name on the wire.</param>
    /// <param name="service">What peers reach.</param>
    /// <param name="policy">Who may call it, in place of the daemon's or client's own rule.</param>
    public void ProvideUntyped(string token, INexusDispatcher service, NexusPolicy? policy = null) => Add([new NexusProvider(token, service, policy)]);

    /// <summary>Provides services. Peers that are connected learn of all of them at once; those of the same tokens are replaced.</summary>
    private protected void Add(IReadOnlyList<NexusProvider> providers)
    {
        ArgumentNullException.ThrowIfNull(providers);
        lock (_gate)
        {
            Dictionary<string, ServiceEntry> services = new(_services, StringComparer.Ordinal);
            foreach (NexusProvider provider in providers)
            {
                services[provider.Token] = new ServiceEntry(provider.Token, provider.Service, provider.Policy);
            }

            Volatile.Write(ref _services, services);
            Volatile.Write(ref _tokens, [.. services.Keys]);
        }

        if (providers.Count == 0)
        {
            return;
        }

        string[] tokens = [.. providers.Select(p => p.Token)];

        // A session that becomes ready just now looks itself for what was added.
        Interlocked.MemoryBarrier();
        foreach (NexusSession session in ReadySessions())
        {
            session.Announce(tokens);
        }
    }

    /// <summary>A proxy of a service that a connected peer provides; never dials.</summary>
    /// <param name="token">The service.</param>
    /// <param name="where">Which peers will do; null: all.</param>
    /// <param name="wait">How long to wait for a peer that provides it; null: not at all.</param>
    /// <param name="callTimeout">How long its calls wait for their answers; null: the node's <see cref="NexusOptions.CallTimeout"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="NexusException"><c>E_SERVICE_NO_MATCH</c>, <c>E_SERVICE_AMBIGUOUS</c>, <c>E_SERVICE_WAIT_TIMEOUT</c>.</exception>
    public async Task<NexusProxy> SelectAsync(string token, Func<NexusPeer, bool>? where = null, TimeSpan? wait = null, TimeSpan? callTimeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        using CancellationTokenSource late = new(wait ?? Timeout.InfiniteTimeSpan, Options.TimeProvider);
        while (true)
        {
            Task changed = Changed;
            NexusSession[] found = Providing(token, where);
            switch (found.Length)
            {
                case 1:
                    return new NexusProxy(found[0], token, callTimeout ?? Options.CallTimeout);
                case > 1:
                    throw new NexusException(NexusErrorCodes.ServiceAmbiguous, $"{found.Length} peers provide '{token}'; say which with a condition.");
            }

            if (wait is null)
            {
                throw new NexusException(NexusErrorCodes.ServiceNoMatch, $"No connected peer provides '{token}'.");
            }

            try
            {
                using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
                await changed.WaitAsync(stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e)
            {
                throw cancellationToken.IsCancellationRequested
                    ? new OperationCanceledException(e.Message, e, cancellationToken)
                    : new NexusException(NexusErrorCodes.ServiceWaitTimeout, $"No peer provided '{token}' within {wait.Value.TotalMilliseconds:0} ms.");
            }
        }
    }

    /// <summary>A proxy of a service that a connected peer provides, as its interface; never dials.</summary>
    /// <typeparam name="T">The interface, which has <see cref="NexusServiceAttribute"/>.</typeparam>
    /// <param name="where">Which peers will do; null: all.</param>
    /// <param name="wait">How long to wait for a peer that provides it; null: not at all.</param>
    /// <param name="callTimeout">How long its calls wait for their answers; null: the node's <see cref="NexusOptions.CallTimeout"/>.</param>
    /// <param name="token">The service's name on the wire in place of the attribute's.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <inheritdoc cref="SelectAsync(string, Func{NexusPeer, bool}?, TimeSpan?, TimeSpan?, CancellationToken)" path="/exception"/>
    public async Task<T> SelectAsync<T>(
        Func<NexusPeer, bool>? where = null, TimeSpan? wait = null, TimeSpan? callTimeout = null, string? token = null, CancellationToken cancellationToken = default)
        where T : class
    {
        NexusContract<T> contract = NexusContracts.Of<T>();
        return contract.CreateProxy(await SelectAsync(NexusContracts.TokenOf<T>(token), where, wait, callTimeout, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The connected peers that provide a service, for calls to all of them; possibly none.</summary>
    public NexusMulticast SelectMulticast(string token, Func<NexusPeer, bool>? where = null, TimeSpan? callTimeout = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(token);
        return new NexusMulticast(token, [.. Providing(token, where).Select(s => new NexusProxy(s, token, callTimeout ?? Options.CallTimeout))]);
    }

    /// <summary>The connected peers that provide a service, as its interface, for calls to all of them; possibly none.</summary>
    /// <typeparam name="T">The interface, which has <see cref="NexusServiceAttribute"/>.</typeparam>
    /// <param name="where">Which peers; null: all.</param>
    /// <param name="callTimeout">How long its calls wait for their answers; null: the node's <see cref="NexusOptions.CallTimeout"/>.</param>
    /// <param name="token">The service's name on the wire in place of the attribute's.</param>
    public NexusMulticast<T> SelectMulticast<T>(Func<NexusPeer, bool>? where = null, TimeSpan? callTimeout = null, string? token = null)
        where T : class => new(SelectMulticast(NexusContracts.TokenOf<T>(token), where, callTimeout), NexusContracts.Of<T>());

    /// <summary>Changes what this side says of itself. Peers learn of it, and their policies decide anew.</summary>
    /// <param name="updates">Members to add or replace.</param>
    public void UpdateIdentity(NexusObject updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        NexusValue value = NexusValue.From(updates);
        lock (_gate)
        {
            Volatile.Write(ref _identity, _identity.With(value));
        }

        foreach (NexusSession session in ReadySessions())
        {
            session.SendIdentity(value);
        }
    }

    /// <summary>Ends every session. Idempotent.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Volatile.Write(ref _disposed, true);
        Interlocked.MemoryBarrier();
        foreach (NexusSession session in _sessions.Values)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private protected Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    private protected int SessionCount => _sessions.Count;

    private protected IEnumerable<NexusSession> ReadySessions() => _sessions.Values.Where(s => s.IsReady);

    /// <summary>Starts to serve a connection.</summary>
    private protected NexusSession Open(
        Ixt.Session.Transport transport, bool isActive, ReadOnlyMemory<byte> received, NexusTarget? selected = null, NodeIpcSocketAddress? socket = null)
    {
        NexusSession session = new(Host, transport, isActive, Options.AuthToken is not null, selected, socket);
        _sessions[session.ConnectionId] = session;
        if (Volatile.Read(ref _disposed))
        {
            // It was on its way in when the node was disposed of.
            session.Close(NexusException.Closed("this side was disposed of."));
            return session;
        }

        _ = session.RunAsync(received);
        return session;
    }

    private static bool MayProvide(NexusSession session, string token) => !session.HasCatalogue || session.Provides(token);

    private NexusSession[] Providing(string token, Func<NexusPeer, bool>? where) =>
        [.. ReadySessions().Where(s => MayProvide(s, token) && (where is null || where(s.Peer)))];

    private void Signal()
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.TrySetResult();
    }

    private sealed class NodeHost(NexusNode node) : SessionHost
    {
        internal override NexusIdentity Identity => node.Identity;

        internal override NexusPolicy? Policy => node.Options.Policy;

        internal override TimeProvider Time => node.Options.TimeProvider;

        internal override TimeSpan CallTimeout => node.Options.CallTimeout;

        internal override NexusLimits Limits => node.Options.Limits;

        internal override string[] ProvidedTokens => Volatile.Read(ref node._tokens);

        internal override bool TryGetService(string token, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out ServiceEntry service) =>
            Volatile.Read(ref node._services).TryGetValue(token, out service);

        internal override void OnReady(NexusSession session) => node.Signal();

        internal override void OnPeerChanged(NexusSession session) => node.Signal();

        internal override void OnClosed(NexusSession session)
        {
            node._sessions.TryRemove(session.ConnectionId, out _);
            node.Signal();
        }
    }
}
