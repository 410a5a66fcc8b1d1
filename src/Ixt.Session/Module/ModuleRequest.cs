using Ixt.Protocol;

namespace Ixt.Session;

/// <summary>One outstanding request of the runtime: the call of user code and the claim to its one answer. Used again for another once answered.</summary>
/// <remarks>
/// Who may touch one: the reader until it is scheduled; from then on whoever runs it, until its answer takes it out of the table; and, under the
/// session's lock, whoever finds it in the table. Nothing else keeps it: a token that is fired, or that a handler keeps, has an object of its own.
/// </remarks>
internal sealed class ModuleRequest : ModuleWork
{
    private const int Started = 1;
    private const int Claimed = 2;

    // Answered, or waiting for its next use: nothing can start it or claim it.
    private const int Over = Started | Claimed;

    // Stands for a source in a request that was cancelled before anybody asked for its token.
    private static readonly CancellationTokenSource s_fired = Fired();

    private readonly ModuleSession _session;
    private RuntimeFrame? _request;
    private CancellationTokenSource? _cancellation;
    private int _state = Over;

    internal ModuleRequest(ModuleSession session) => _session = session;

    /// <inheritdoc/>
    public override ModuleWorkKind Kind => Request switch
    {
        HandleRequest => ModuleWorkKind.Handle,
        InitRequest => ModuleWorkKind.Init,
        _ => ModuleWorkKind.HealthCheck,
    };

    internal RuntimeFrame Request => _request ?? throw UsedTooLate();

    internal RequestId Id => Request switch
    {
        HandleRequest handle => handle.Id,
        InitRequest init => init.Id,
        _ => ((HealthCheckRequest)Request).Id,
    };

    /// <summary>When it arrived: a timestamp of the session's clock; of use to a message with a time to live.</summary>
    internal long Arrival { get; private set; }

    /// <summary>The handler's token. Its source is made only now, because most of what it costs is that it can't be used again: the handler may keep the token.</summary>
    internal CancellationToken Token
    {
        get
        {
            CancellationTokenSource source = Volatile.Read(ref _cancellation) ?? NewSource();
            return source.Token;
        }
    }

    internal bool IsCancelled => Volatile.Read(ref _cancellation) is { IsCancellationRequested: true };

    /// <summary>Makes it stand for a request. Under the session's lock.</summary>
    /// <param name="request">An init, a handle or a health check.</param>
    /// <param name="arrival">See <see cref="Arrival"/>.</param>
    internal void Begin(RuntimeFrame request, long arrival)
    {
        if (_request is not null || _state != Over)
        {
            throw new InvalidOperationException($"Request {Id} is not answered yet.");
        }

        _request = request;
        Arrival = arrival;
        Volatile.Write(ref _state, 0);
    }

    /// <summary>Makes it ready for its next use. Under the session's lock, and only for who ran it and claimed its answer: else somebody may still be about to run it.</summary>
    internal void End()
    {
        if (_request is null || _state != Over)
        {
            throw UsedTooLate();
        }

        _request = null;
        _cancellation = null;
    }

    /// <summary>Whoever gets <see langword="true"/> answers; nobody else does, and what has not run by then never runs.</summary>
    internal bool TryClaim() => (Interlocked.Exchange(ref _state, Over) & Claimed) == 0;

    /// <summary>Fires the handler's token on the thread pool: callbacks registered on it are user code, and the caller may be the reader. Under the session's lock.</summary>
    internal void Cancel()
    {
        CancellationTokenSource? source = Interlocked.CompareExchange(ref _cancellation, s_fired, null);
        if (source is { IsCancellationRequested: false })
        {
            // Without this, which may stand for another request by then.
            ThreadPool.UnsafeQueueUserWorkItem(new TokenWork(_session, source, Kind, Id), preferLocal: false);
        }
    }

    /// <inheritdoc/>
    public override Task RunAsync()
    {
        if (Interlocked.CompareExchange(ref _state, Started, 0) != 0)
        {
            // Answered in its place meanwhile; or run a second time, which is its dispatcher's mistake and must not harm another request.
            return Task.CompletedTask;
        }

        HandlerResult result;
        try
        {
            ValueTask<HandlerResult> running = _session.Invoke(this);
            if (!running.IsCompletedSuccessfully)
            {
                return AwaitAsync(running);
            }

            result = running.Result;
        }
#pragma warning disable CA1031 // A handler may throw anything; it is answered.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return _session.AnswerFailureAsync(this, e);
        }

        // Outside of the try: once answered, this may stand for another request.
        return _session.AnswerAsync(this, result);
    }

    private static CancellationTokenSource Fired()
    {
        CancellationTokenSource source = new();
        source.Cancel();
        return source;
    }

    private static InvalidOperationException UsedTooLate() => new("A request was used after its answer.");

    private CancellationTokenSource NewSource()
    {
        CancellationTokenSource source = new();
        return Interlocked.CompareExchange(ref _cancellation, source, null) ?? source;
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
}
