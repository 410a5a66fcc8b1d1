using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>One outstanding request of the runtime: the call of user code and the claim to its one answer.</summary>
internal sealed class ModuleRequest : ModuleWork
{
    private readonly ModuleSession _session;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly long _arrival;
    private int _claimed;

    internal ModuleRequest(ModuleSession session, ModuleWorkKind kind, RequestId id, RuntimeFrame request, long arrival)
    {
        _session = session;
        Kind = kind;
        Id = id;
        Request = request;
        _arrival = arrival;
    }

    /// <inheritdoc/>
    public override ModuleWorkKind Kind { get; }

    internal RuntimeFrame Request { get; }

    internal RequestId Id { get; }

    internal long Arrival => _arrival;

    internal CancellationToken Token => _cancellation.Token;

    internal bool IsClaimed => Volatile.Read(ref _claimed) != 0;

    /// <summary>Whoever gets <see langword="true"/> answers; nobody else does.</summary>
    internal bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

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
