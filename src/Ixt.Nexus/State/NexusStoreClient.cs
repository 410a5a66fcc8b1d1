using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Ixt.Nexus;

/// <summary>Follows a store that a peer provides: the original's <c>connectNexusStore</c>. Bound to one session for life, like a proxy.</summary>
public sealed class NexusStoreClient : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Lock _inOrder = new();
    private readonly List<NexusValue> _early = [];
    private readonly Dictionary<string, NexusRef> _actions = new(StringComparer.Ordinal);
    private readonly List<Channel<NexusStoreSnapshot>> _followers = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private NexusRef? _unsubscribe;
    private NexusStoreSnapshot? _initial;
    private NexusStoreSnapshot? _current;
    private NexusException? _failure;
    private NexusStoreStatus _status;
    private CancellationTokenRegistration _session;

    private NexusStoreClient()
    {
    }

    /// <summary>Raised for each snapshot before it is acknowledged, one at a time. Must return soon: the session's packets wait for it.</summary>
    public event Action<NexusStoreSnapshot>? Changed;

    /// <summary>The state that was last heard of.</summary>
    public NexusStoreSnapshot Current => Volatile.Read(ref _current)!;

    /// <summary>The state that it began with.</summary>
    public NexusStoreSnapshot Initial => _initial!;

    /// <summary>How it stands.</summary>
    public NexusStoreStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _status;
            }
        }
    }

    /// <summary>Why it follows no longer; null while it does.</summary>
    public NexusException? Failure => Volatile.Read(ref _failure);

    /// <summary>Completes when it follows no longer. Never faults; <see cref="Failure"/> says why.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The names of the actions.</summary>
    public IReadOnlyCollection<string> Actions => _actions.Keys;

    /// <summary>Follows a store of a daemon.</summary>
    /// <param name="client">Who dials.</param>
    /// <param name="token">What the store is provided under.</param>
    /// <param name="target">The daemon; null: the client's default.</param>
    /// <param name="timeout">How long to wait for the daemon to provide it. Default 30 s.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="NexusException"><c>E_STORE_CONNECT</c> with the cause, <c>E_STORE_DISCONNECTED</c>, <c>E_STORE_PROTOCOL</c>.</exception>
    public static async Task<NexusStoreClient> ConnectAsync(
        NexusClient client, string token, NexusTarget? target = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        NexusProxy service;
        try
        {
            service = await client.CreateAsync(token, target, null, timeout, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (NexusException e)
        {
            throw new NexusException(NexusErrorCodes.StoreConnect, $"The store '{token}' can't be reached: {e.Message}", e);
        }

        return await ConnectAsync(service, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Follows the store that a proxy leads to; a daemon can follow a client's in this way.</summary>
    /// <inheritdoc cref="ConnectAsync(NexusClient, string, NexusTarget, TimeSpan?, CancellationToken)" path="/exception"/>
    public static async Task<NexusStoreClient> ConnectAsync(INexusInvoker service, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        NexusStoreClient store = new();
        try
        {
            NexusFunction onSync = new((arguments, session) =>
            {
                // With a policy that takes its time, calls of the peer can run side by side.
                lock (store._inOrder)
                {
                    store.OnSync(arguments.IsEmpty ? NexusValue.Undefined : arguments.Span[0], session);
                }

                return new(NexusValue.Undefined);
            });
            await service.InvokeAsync(NexusOperation.Apply, new[] { "subscribe" }, new[] { NexusValue.From(onSync) }, cancellationToken).ConfigureAwait(false);
        }
        catch (NexusException e)
        {
            store.End(NexusStoreStatus.Disconnected, e);
            throw store.Failure!.Code is NexusErrorCodes.StoreProtocol or NexusErrorCodes.StoreDisconnected
                ? store.Failure
                : new NexusException(NexusErrorCodes.StoreConnect, $"Subscribing to the store failed: {e.Message}", e);
        }
        catch (OperationCanceledException)
        {
            store.End(NexusStoreStatus.Destroyed, StoreEnvelope.Closed("Subscribing was given up."));
            throw;
        }

        return store.IsInitialized ? store : throw store.Fail(StoreEnvelope.Malformed("The store answered without having sent its state."));
    }

    /// <summary>Calls an action; its effect is in <see cref="Current"/> when it has completed.</summary>
    /// <inheritdoc cref="InvokeAsync(string, ReadOnlyMemory{NexusValue}, CancellationToken)" path="/exception"/>
    public ValueTask<NexusValue> InvokeAsync(string action, params ReadOnlySpan<NexusValue> arguments) => new(ActAsync(action, arguments.ToArray(), CancellationToken.None));

    /// <summary>Calls an action; its effect is in <see cref="Current"/> when it has completed.</summary>
    /// <exception cref="NexusException"><c>E_STORE_ACTION</c> with the peer's error as its cause, <c>E_STORE_DISCONNECTED</c>, <c>E_STORE_PROTOCOL</c> for an action that there is not.</exception>
    public ValueTask<NexusValue> InvokeAsync(string action, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken = default) =>
        new(ActAsync(action, arguments, cancellationToken));

    /// <summary>Yields the present state and then each newer one; who is slow skips states. Ends when the store is followed no longer.</summary>
    public async IAsyncEnumerable<NexusStoreSnapshot> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Channel<NexusStoreSnapshot> latest = Channel.CreateBounded<NexusStoreSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            latest.Writer.TryWrite(Current);
            _followers.Add(latest);
            if (_failure is not null)
            {
                latest.Writer.TryComplete();
            }
        }

        try
        {
            await foreach (NexusStoreSnapshot snapshot in latest.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return snapshot;
            }
        }
        finally
        {
            lock (_gate)
            {
                _followers.Remove(latest);
            }
        }
    }

    /// <summary>Unsubscribes and frees what the peer keeps for it. Idempotent.</summary>
    public async ValueTask DisposeAsync()
    {
        NexusRef? unsubscribe = _unsubscribe;
        bool wasReady = Status == NexusStoreStatus.Ready;
        if (wasReady && unsubscribe is { IsAlive: true })
        {
            try
            {
                await unsubscribe.CallAsync().ConfigureAwait(false);
            }
            catch (NexusException)
            {
                // The session or the store has ended meanwhile: nothing to unsubscribe from.
            }
        }

        End(NexusStoreStatus.Destroyed, StoreEnvelope.Closed("It was disposed of."));
    }

    private bool IsInitialized => Volatile.Read(ref _current) is not null;

    private async Task<NexusValue> ActAsync(string action, ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
        {
            throw StoreEnvelope.Closed($"The store is followed no longer: {failure.Message}", failure);
        }

        if (!_actions.TryGetValue(action, out NexusRef? reference))
        {
            throw StoreEnvelope.Malformed($"The store has no action '{action}'.");
        }

        try
        {
            return await reference.CallAsync(arguments, cancellationToken).ConfigureAwait(false);
        }
        catch (NexusException e)
        {
            bool isGone = e.Code is NexusErrorCodes.ConnectionClosed or NexusErrorCodes.ResourceAccessDenied
                || (e as NexusRemoteException)?.Remote.Code == NexusErrorCodes.StoreDisconnected;
            throw isGone
                ? StoreEnvelope.Closed($"The store ended while the action '{action}' was under way: {e.Message}", e)
                : new NexusException(NexusErrorCodes.StoreAction, $"The action '{action}' failed: {e.Message}", e);
        }
    }

    private void OnSync(NexusValue envelope, CancellationToken session)
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                ReleaseAll(envelope["actions"], envelope["unsubscribe"]);
                return;
            }
        }

        try
        {
            switch (envelope["type"].Kind == NexusKind.String ? envelope["type"].AsString() : "")
            {
                case StoreEnvelope.Init:
                    OnInit(envelope, session);
                    break;
                case StoreEnvelope.Snapshot when !IsInitialized:
                case StoreEnvelope.Terminal when !IsInitialized:
                    _early.Add(envelope);
                    break;
                case StoreEnvelope.Snapshot:
                    Take(StoreEnvelope.ReadSnapshot(envelope));
                    break;
                case StoreEnvelope.Terminal:
                    OnTerminal(envelope);
                    break;
                default:
                    throw StoreEnvelope.Malformed($"An envelope of the unknown type {envelope["type"]}.");
            }
        }
        catch (Exception e) when (e is NexusException or NexusValueException)
        {
            throw Fail(e as NexusException ?? new NexusException(NexusErrorCodes.StoreProtocol, e.Message, e));
        }
    }

    private void OnInit(NexusValue envelope, CancellationToken session)
    {
        if (IsInitialized)
        {
            ReleaseAll(envelope["actions"], envelope["unsubscribe"]);
            throw StoreEnvelope.Malformed("The store sent its first state twice.");
        }

        NexusStoreSnapshot first = StoreEnvelope.ReadSnapshot(envelope);
        foreach ((string name, NexusValue action) in envelope["actions"].AsObject())
        {
            _actions.Add(name, action.AsRef());
        }

        _unsubscribe = envelope["unsubscribe"].AsRef();
        _initial = first;
        Volatile.Write(ref _current, first);
        _session = session.UnsafeRegister(_ => End(NexusStoreStatus.Disconnected, StoreEnvelope.Closed("The session has ended.")), null);
        foreach (NexusValue early in _early)
        {
            OnSync(early, session);
        }

        _early.Clear();
    }

    private void Take(NexusStoreSnapshot snapshot)
    {
        lock (_gate)
        {
            if (snapshot.StoreInstanceId == Current.StoreInstanceId && snapshot.Version <= Current.Version)
            {
                return;
            }

            if (snapshot.StoreInstanceId == Current.StoreInstanceId)
            {
                Volatile.Write(ref _current, snapshot);
                foreach (Channel<NexusStoreSnapshot> follower in _followers)
                {
                    follower.Writer.TryWrite(snapshot);
                }
            }
        }

        if (snapshot.StoreInstanceId != Current.StoreInstanceId)
        {
            End(NexusStoreStatus.Stale, StoreEnvelope.Closed("Another store answers in its place."));
            return;
        }

        Changed?.Invoke(snapshot);
    }

    private void OnTerminal(NexusValue envelope)
    {
        if (envelope["storeInstanceId"] != NexusValue.From(Current.StoreInstanceId))
        {
            return;
        }

        string reason = envelope["reason"].Kind == NexusKind.String ? envelope["reason"].AsString() : "no reason given";
        NexusException? cause = envelope["error"].Kind == NexusKind.Object ? NexusRemoteError.Read(envelope["error"]).ToException() : null;
        End(
            reason is "target-changed" or "target-replaced" ? NexusStoreStatus.Stale : NexusStoreStatus.Disconnected,
            StoreEnvelope.Closed($"The store has ended: {reason}.", cause));
    }

    private NexusException Fail(NexusException error)
    {
        End(NexusStoreStatus.Disconnected, error);
        return error;
    }

    private void End(NexusStoreStatus status, NexusException error)
    {
        lock (_gate)
        {
            _status = status == NexusStoreStatus.Destroyed || _failure is null ? status : _status;
            if (_failure is not null)
            {
                return;
            }

            Volatile.Write(ref _failure, error);
            foreach (Channel<NexusStoreSnapshot> follower in _followers)
            {
                follower.Writer.TryComplete();
            }
        }

        _session.Unregister();
        _unsubscribe?.Release();
        foreach (NexusRef action in _actions.Values)
        {
            action.Release();
        }

        _ended.TrySetResult();
    }

    private static void ReleaseAll(NexusValue actions, NexusValue unsubscribe)
    {
        (unsubscribe.Content as NexusRef)?.Release();
        if (actions.Kind == NexusKind.Object)
        {
            foreach ((_, NexusValue action) in actions.AsObject())
            {
                (action.Content as NexusRef)?.Release();
            }
        }
    }
}
