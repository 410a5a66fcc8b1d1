namespace Ixt.Nexus;

/// <summary>A state that peers can follow and act upon: the original's <c>createNexusStore</c>, for a daemon or client to provide under a token.</summary>
/// <remarks>
/// The store protocol of 0.6: a subscriber gets the state with references to the actions, then a snapshot per <see cref="NexusStoreOptions.PublishWindow"/> in which something changed.
/// An action is answered after its caller has acknowledged the snapshot that holds its effect. Peers of 0.3.1 have another store protocol.
/// </remarks>
public sealed class NexusStore : INexusDispatcher, IAsyncDisposable
{
    private readonly NexusStoreOptions _options;
    private readonly NexusMembers _service;
    private readonly Dictionary<string, Func<ReadOnlyMemory<NexusValue>, CancellationToken, ValueTask<NexusValue>>> _actions = new(StringComparer.Ordinal);
    private readonly HashSet<StoreSubscription> _subscriptions = [];
    private readonly Lock _gate = new();
    private readonly ITimer _window;
    private NexusStoreSnapshot _current;
    private bool _isWindowOpen;
    private bool _isDisposed;

    /// <summary>Makes a store.</summary>
    /// <param name="state">Its first state. Like every state of it, it must not be changed afterwards: give the store a new one.</param>
    /// <param name="options">How it publishes.</param>
    public NexusStore(NexusValue state, NexusStoreOptions? options = null)
    {
        _options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.PublishWindow, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxPendingSnapshots, 1, nameof(options));
        _current = new NexusStoreSnapshot(Guid.NewGuid().ToString(), 0, state);
        _service = new NexusMembers().Function("subscribe", SubscribeAsync);
        _window = _options.TimeProvider.CreateTimer(static store => ((NexusStore)store!).Publish(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The state now, with its version.</summary>
    public NexusStoreSnapshot Current => Volatile.Read(ref _current);

    /// <summary>How many peers follow it.</summary>
    public int SubscriberCount
    {
        get
        {
            lock (_gate)
            {
                return _subscriptions.Count;
            }
        }
    }

    /// <summary>Adds an action that followers can call. Later followers see it, those that are there do not.</summary>
    /// <param name="name">Its name; not <c>then</c>, which JavaScript would take for a promise's.</param>
    /// <param name="action">Gets the arguments, usually calls <see cref="Update"/>, and returns a result.</param>
    /// <returns>This store.</returns>
    public NexusStore Action(string name, Func<ReadOnlyMemory<NexusValue>, CancellationToken, ValueTask<NexusValue>> action)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(action);
        if (name is "then" or "__proto__" or "prototype" or "constructor")
        {
            throw new NexusException(NexusErrorCodes.ConfigurationInvalid, $"An action can't be named {name}.");
        }

        lock (_gate)
        {
            _actions.Add(name, action);
        }

        return this;
    }

    /// <summary>Changes the state, and lets followers know when the window is over.</summary>
    /// <param name="change">Makes the new state of the present one; runs under the store's lock, so it must neither block nor call the store.</param>
    /// <returns>The new state.</returns>
    public NexusStoreSnapshot Update(Func<NexusValue, NexusValue> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            NexusStoreSnapshot next = _current with { Version = _current.Version + 1, State = change(_current.State) };
            Volatile.Write(ref _current, next);
            foreach (StoreSubscription subscription in _subscriptions)
            {
                subscription.MarkDirty();
            }

            if (_subscriptions.Count > 0 && !_isWindowOpen)
            {
                _isWindowOpen = true;
                _window.Change(_options.PublishWindow, Timeout.InfiniteTimeSpan);
            }

            return next;
        }
    }

    /// <summary>Replaces the state.</summary>
    /// <inheritdoc cref="Update" path="/returns"/>
    public NexusStoreSnapshot Set(NexusValue state) => Update(_ => state);

    /// <inheritdoc/>
    public ValueTask<NexusValue> InvokeAsync(NexusInvocation invocation, CancellationToken cancellationToken) => _service.InvokeAsync(invocation, cancellationToken);

    /// <summary>Tells every follower that this is the end, and takes no more. The state stays readable.</summary>
    public async ValueTask DisposeAsync()
    {
        StoreSubscription[] left;
        lock (_gate)
        {
            _isDisposed = true;
            left = [.. _subscriptions];
        }

        await _window.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(left.Select(s => EndAsync(s, StoreEnvelope.ProviderShutdown, StoreEnvelope.Closed("The store was shut down.")))).ConfigureAwait(false);
    }

    private async ValueTask<NexusValue> SubscribeAsync(ReadOnlyMemory<NexusValue> arguments, CancellationToken cancellationToken)
    {
        NexusRef callback = (arguments.IsEmpty ? NexusValue.Undefined : arguments.Span[0]).AsRef();
        StoreSubscription subscription = new(callback);
        Task acknowledged;
        lock (_gate)
        {
            if (_isDisposed)
            {
                callback.Release();
                throw StoreEnvelope.Closed("The store was shut down.");
            }

            NexusObject actions = new();
            foreach ((string name, Func<ReadOnlyMemory<NexusValue>, CancellationToken, ValueTask<NexusValue>> action) in _actions)
            {
                actions[name] = NexusValue.From(new NexusFunction((given, stop) => ActAsync(subscription, name, action, given, stop)));
            }

            NexusObject init = StoreEnvelope.OfSnapshot(StoreEnvelope.Init, _current);
            init["actions"] = actions;
            init["unsubscribe"] = NexusValue.From(new NexusFunction((_, _) =>
            {
                Close(subscription, StoreEnvelope.Closed("The subscriber has left."));
                return new(NexusValue.Undefined);
            }));
            _subscriptions.Add(subscription);
            acknowledged = subscription.Delivery.Task;
            Send(subscription, init);
        }

        subscription.Session = cancellationToken.UnsafeRegister(_ => Close(subscription, StoreEnvelope.Closed("The session has ended.")), null);
        await acknowledged.ConfigureAwait(false);
        return NexusValue.Undefined;
    }

    private async ValueTask<NexusValue> ActAsync(
        StoreSubscription subscription,
        string name,
        Func<ReadOnlyMemory<NexusValue>, CancellationToken, ValueTask<NexusValue>> action,
        ReadOnlyMemory<NexusValue> arguments,
        CancellationToken cancellationToken)
    {
        if (!IsOpen(subscription))
        {
            throw StoreEnvelope.Closed("The subscription has ended.");
        }

        NexusValue result;
        try
        {
            result = await action(arguments, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever an action throws is its caller's to know.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new NexusException(NexusErrorCodes.StoreAction, $"The action '{name}' failed: {e.Message}", e);
        }

        Task delivery;
        lock (_gate)
        {
            delivery = subscription.Delivery.Task;
        }

        await delivery.ConfigureAwait(false);
        return IsOpen(subscription) ? result : throw StoreEnvelope.Closed("The subscription ended before the action's effect was acknowledged; the action was done.");
    }

    private bool IsOpen(StoreSubscription subscription)
    {
        lock (_gate)
        {
            return _subscriptions.Contains(subscription);
        }
    }

    private void Publish()
    {
        lock (_gate)
        {
            _isWindowOpen = false;
            foreach (StoreSubscription subscription in _subscriptions.Where(s => s.IsDirty).ToArray())
            {
                subscription.MarkSent();
                Send(subscription, StoreEnvelope.OfSnapshot(StoreEnvelope.Snapshot, _current));
            }
        }
    }

    // Under the lock, so that versions go out in their order.
    private void Send(StoreSubscription subscription, NexusObject envelope)
    {
        if (subscription.InFlight >= _options.MaxPendingSnapshots)
        {
            _ = EndAsync(subscription, StoreEnvelope.SourceDisconnected, StoreEnvelope.Closed($"The subscriber left {subscription.InFlight} snapshots unacknowledged."));
            return;
        }

        subscription.InFlight++;
        _ = DeliverAsync(subscription, subscription.Delivery, envelope);
    }

    private async Task DeliverAsync(StoreSubscription subscription, TaskCompletionSource delivery, NexusObject envelope)
    {
        try
        {
            await subscription.Callback.CallAsync(new NexusValue[] { envelope }).ConfigureAwait(false);
            delivery.TrySetResult();
        }
        catch (NexusException e)
        {
            NexusException error = StoreEnvelope.Closed($"The subscriber did not acknowledge: {e.Message}", e);
            delivery.TrySetException(error);
            _ = delivery.Task.Exception; // an action or subscribe that waits for it sees it; nobody has to
            await EndAsync(subscription, StoreEnvelope.SourceDisconnected, error).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                subscription.InFlight--;
            }
        }
    }

    private async Task EndAsync(StoreSubscription subscription, string reason, NexusException error)
    {
        if (!TryRemove(subscription, error))
        {
            return;
        }

        try
        {
            await subscription.Callback.CallAsync(new NexusValue[] { StoreEnvelope.OfEnd(Current.StoreInstanceId, Current.Version, reason, error) }).ConfigureAwait(false);
        }
        catch (NexusException)
        {
            // A subscriber that is gone, or no longer listens, needs no farewell; one on Node answers it with an error.
        }

        subscription.Callback.Release();
    }

    private void Close(StoreSubscription subscription, NexusException error)
    {
        if (TryRemove(subscription, error))
        {
            subscription.Callback.Release();
        }
    }

    private bool TryRemove(StoreSubscription subscription, NexusException error)
    {
        lock (_gate)
        {
            if (!_subscriptions.Remove(subscription))
            {
                return false;
            }

            subscription.Fail(error);
        }

        subscription.Session.Unregister();
        return true;
    }
}
