using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Testing;

/// <summary>The runtime's KV store, in memory: what the module's <c>Kv</c> talks to. The test fills it, looks into it and makes it fail.</summary>
/// <remarks>Safe from any thread. Times to live go by <see cref="HarnessOptions.TimeProvider"/>. What the test does here is not among <see cref="Calls"/>, and never fails.</remarks>
public sealed class FakeKeyValueStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredValue> _values = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private ErrorBody? _failure;
    private string? _failingKey;
    private TaskCompletionSource? _hold;

    internal FakeKeyValueStore(TimeProvider time, Waiter waiter)
    {
        _time = time;
        Calls = new Recording<KvCall>("a call of the module to the KV store", waiter);
    }

    /// <summary>The calls that the module made, in their order; a call is here before it is answered.</summary>
    public Recording<KvCall> Calls { get; }

    /// <summary>The keys that have a value, in ordinal order.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _values.Where(pair => IsAlive(pair.Value)).Select(static pair => pair.Key).Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>What a key holds: <c>harness.Kv["last"].Text</c>.</summary>
    /// <param name="key">Compared exactly.</param>
    public KvEntry this[string key] => Find(key) is { } value ? new KvEntry(true, value.Bytes) : default;

    /// <summary>Writes a value, as if the module had done it earlier.</summary>
    /// <param name="key">Any.</param>
    /// <param name="value">A text, bytes or JSON.</param>
    /// <param name="ttl">After which it disappears; <see langword="null"/> (default): never.</param>
    public void Set(string key, PayloadValue value, TimeSpan? ttl = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            _values[key] = new StoredValue(value.Bytes, ExpiryAfter(ttl));
        }
    }

    /// <summary>Removes a value.</summary>
    /// <param name="key">Compared exactly.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string key)
    {
        lock (_gate)
        {
            return Find(key) is not null & _values.Remove(key);
        }
    }

    /// <summary>How long a value will still be there.</summary>
    /// <param name="key">Compared exactly.</param>
    /// <returns><see langword="null"/> when there is none, or for ever.</returns>
    public TimeSpan? TimeToLive(string key) => Find(key)?.Expires - _time.GetUtcNow();

    /// <summary>From now on the module's calls fail (IXT-SVC-010), until <see cref="Recover"/>.</summary>
    /// <param name="code">For example <c>PERMISSION_DENIED</c>.</param>
    /// <param name="message">For people.</param>
    /// <param name="key">Only calls with this key; <see langword="null"/> (default): all.</param>
    public void Fail(string code, string message = "The test made the KV store fail.", string? key = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentNullException.ThrowIfNull(message);
        lock (_gate)
        {
            _failure = new ErrorBody { Code = code, Message = message };
            _failingKey = key;
        }
    }

    /// <summary>The module's calls succeed again.</summary>
    public void Recover()
    {
        lock (_gate)
        {
            _failure = null;
        }
    }

    /// <summary>From now on the module's calls wait: nothing is done and nothing answered.</summary>
    /// <returns>Lets go of the calls when it is disposed.</returns>
    /// <exception cref="InvalidOperationException">They are held already.</exception>
    public IDisposable Hold()
    {
        lock (_gate)
        {
            if (_hold is not null)
            {
                throw new InvalidOperationException("The KV store's calls are held already.");
            }

            _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new Release(this, _hold);
        }
    }

    /// <summary>Serves a call. Returns at once unless calls are held.</summary>
    internal async ValueTask<HandlerResult> ServeAsync(string method, ServiceRequest request, CancellationToken cancellationToken)
    {
        switch (method)
        {
            case KvGetParams.Method:
                return await AnswerAsync(new(KvOperation.Get, KvGetParams.Read(request.Params).Key), default, cancellationToken).ConfigureAwait(false);
            case KvSetParams.Method:
                KvSetParams set = KvSetParams.Read(request.Params);
                TimeSpan? ttl = set.TtlMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
                return await AnswerAsync(new(KvOperation.Set, set.Key, ttl), set.Value, cancellationToken).ConfigureAwait(false);
            case KvDeleteParams.Method:
                return await AnswerAsync(new(KvOperation.Delete, KvDeleteParams.Read(request.Params).Key), default, cancellationToken).ConfigureAwait(false);
            case KvExistsParams.Method:
                return await AnswerAsync(new(KvOperation.Exists, KvExistsParams.Read(request.Params).Key), default, cancellationToken).ConfigureAwait(false);
            default:
                return HandlerResult.Failure(ErrorCodes.UnknownMethod, $"The service {request.Service} has no method '{method}'.");
        }
    }

    private async ValueTask<HandlerResult> AnswerAsync(KvCall call, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        Task? hold;
        lock (_gate)
        {
            hold = _hold?.Task;
        }

        Calls.Add(call);
        if (hold is not null)
        {
            await hold.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        lock (_gate)
        {
            if (_failure is not null && (_failingKey is null || _failingKey == call.Key))
            {
                return HandlerResult.Failure(_failure);
            }

            switch (call.Operation)
            {
                case KvOperation.Get:
                    StoredValue? found = Find(call.Key);
                    return Success(new KvGetResult { Found = found is not null, Value = found?.Bytes });
                case KvOperation.Set:
                    _values[call.Key] = new StoredValue(value, ExpiryAfter(call.TimeToLive));
                    return HandlerResult.Empty;
                case KvOperation.Delete:
                    return Success(new KvDeleteResult { Deleted = Remove(call.Key) });
                default:
                    return Success(new KvExistsResult { Exists = Find(call.Key) is not null });
            }
        }
    }

    private static HandlerResult Success(IProtocolMessage result) => HandlerResult.Success(result, static (writer, r) => ((IProtocolMessage)r!).Write(writer));

    private StoredValue? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        lock (_gate)
        {
            return _values.TryGetValue(key, out StoredValue value) && IsAlive(value) ? value : null;
        }
    }

    private bool IsAlive(StoredValue value) => value.Expires is not { } expires || _time.GetUtcNow() < expires;

    // A time to live that ends beyond the calendar never ends.
    private DateTimeOffset? ExpiryAfter(TimeSpan? ttl)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return ttl is { } span && span < DateTimeOffset.MaxValue - now ? now + span : null;
    }

    private void LetGo(TaskCompletionSource hold)
    {
        lock (_gate)
        {
            if (_hold == hold)
            {
                _hold = null;
            }
        }

        hold.TrySetResult();
    }

    private sealed class Release(FakeKeyValueStore store, TaskCompletionSource hold) : IDisposable
    {
        public void Dispose() => store.LetGo(hold);
    }
}
