using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>One outstanding request of the runtime: the call of user code and the claim to its one answer.</summary>
internal sealed class ModuleRequest : ModuleWork
{
    private const long Claimed = long.MinValue;

    private readonly ModuleSession _session;
    private readonly CancellationTokenSource _cancellation = new();

    // One word, since there is one of these per message: when it arrived, until somebody claims the answer.
    private long _arrival;

    /// <param name="session">Where it came from.</param>
    /// <param name="request">An init, a handle or a health check.</param>
    /// <param name="arrival">Timestamp of the session's clock; of use to a message with a time to live.</param>
    internal ModuleRequest(ModuleSession session, RuntimeFrame request, long arrival)
    {
        _session = session;
        Request = request;
        _arrival = arrival;
    }

    /// <inheritdoc/>
    public override ModuleWorkKind Kind => Request switch
    {
        HandleRequest => ModuleWorkKind.Handle,
        InitRequest => ModuleWorkKind.Init,
        _ => ModuleWorkKind.HealthCheck,
    };

    internal RuntimeFrame Request { get; }

    internal RequestId Id => Request switch
    {
        HandleRequest handle => handle.Id,
        InitRequest init => init.Id,
        _ => ((HealthCheckRequest)Request).Id,
    };

    /// <summary>When it arrived; without meaning once it is claimed.</summary>
    internal long Arrival => Volatile.Read(ref _arrival);

    internal CancellationToken Token => _cancellation.Token;

    internal bool IsClaimed => Volatile.Read(ref _arrival) == Claimed;

    /// <summary>Whoever gets <see langword="true"/> answers; nobody else does.</summary>
    internal bool TryClaim() => Interlocked.Exchange(ref _arrival, Claimed) != Claimed;

    /// <summary>Fires the handler's token on the thread pool: callbacks registered on it are user code, and the caller may be the reader.</summary>
    internal void Cancel()
    {
        if (!_cancellation.IsCancellationRequested)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static request => request.FireToken(), this, preferLocal: false);
        }
    }

    /// <inheritdoc/>
    public override Task RunAsync()
    {
        if (IsClaimed)
        {
            return Task.CompletedTask;
        }

        try
        {
            ValueTask<HandlerResult> running = _session.Invoke(this);
            return running.IsCompletedSuccessfully ? _session.AnswerAsync(this, running.Result) : AwaitAsync(running);
        }
#pragma warning disable CA1031 // A handler may throw anything; it is answered.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return _session.AnswerFailureAsync(this, e);
        }
    }

    private async Task AwaitAsync(ValueTask<HandlerResult> running)
    {
        HandlerResult result;
        try
        {
            // On the dispatcher's own context, if it has one, the answer is written where the handler ended: no hop to the pool.
            result = await running.ConfigureAwait(true);
        }
#pragma warning disable CA1031 // A handler may throw anything; it is answered.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await _session.AnswerFailureAsync(this, e).ConfigureAwait(false);
            return;
        }

        await _session.AnswerAsync(this, result).ConfigureAwait(false);
    }

    private void FireToken()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException e)
        {
            // A callback that user code registered threw; the token has fired all the same.
            _session.LogHandlerFailure(this, e);
        }
    }
}
