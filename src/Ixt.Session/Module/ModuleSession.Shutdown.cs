using Ixt.Protocol;

namespace Ixt.Session;

/// <content>The end: drain, cancel, hook, answer, flush, close.</content>
public sealed partial class ModuleSession
{
    private async Task<ModuleSessionResult> RunToEndAsync()
    {
        Task<SessionClose> reading = _connection.ReadAsync(this);
        await Task.WhenAny(reading, _shutdown.Task).ConfigureAwait(false);
        ShutdownCause cause;
        if (_shutdown.Task.IsCompleted)
        {
            cause = await _shutdown.Task.ConfigureAwait(false);
            _connection.Log(SessionLogLevel.Info, SessionEvent.ShutdownStarted, $"Shutting down ({cause.End}); handlers have {cause.Grace.TotalMilliseconds:0} ms.");
            await DrainAsync(cause.Grace, reading).ConfigureAwait(false);
        }
        else
        {
            SessionClose close = await reading.ConfigureAwait(false);
            cause = new ShutdownCause(EndOf(close), null, TimeSpan.Zero);
            _connection.Log(SessionLogLevel.Info, SessionEvent.ShutdownStarted, $"Shutting down ({cause.End}): {close.Message}");
            lock (_gate)
            {
                EnterDraining();
            }

            _calls.Close(close);
            await SettleAsync().ConfigureAwait(false);
        }

        (bool hookRan, Exception? hookFailure) = await RunHookAsync(reading).ConfigureAwait(false);
        if (cause.Id is { } id)
        {
            AnswerShutdown(id, hookFailure);
        }

        await _connection.FlushAsync(_options.FlushTimeout).ConfigureAwait(false);
        await _connection.CompleteWritesAsync().ConfigureAwait(false);
        await _connection.CloseAsync().ConfigureAwait(false);
        SessionClose final = await _connection.Completion.ConfigureAwait(false);
        _calls.Close(final);
        await reading.ConfigureAwait(false);
        lock (_gate)
        {
            _state = ModuleState.Closed;
        }

        return new ModuleSessionResult(cause.End, final, hookRan, hookFailure);
    }

    private static ModuleSessionEnd EndOf(SessionClose close) => close.Reason switch
    {
        SessionCloseReason.ProtocolError or SessionCloseReason.FrameTooLarge => ModuleSessionEnd.StreamError,
        SessionCloseReason.TransportFailure => ModuleSessionEnd.TransportFailure,
        SessionCloseReason.LocalClose => ModuleSessionEnd.LocalShutdown,
        _ => ModuleSessionEnd.PeerClosed,
    };

    // Under the lock.
    private void EnterDraining()
    {
        _state = ModuleState.Draining;
        if (_unanswered == 0)
        {
            _drained.TrySetResult();
        }
    }

    // Lets requests finish for as long as the grace lasts and somebody is there to answer.
    private async Task DrainAsync(TimeSpan grace, Task<SessionClose> reading)
    {
        await WaitAsync(Task.WhenAny(_drained.Task, reading), grace).ConfigureAwait(false);
        if (reading.IsCompleted)
        {
            _calls.Close(await reading.ConfigureAwait(false));
        }

        if (!_drained.Task.IsCompleted)
        {
            await SettleAsync().ConfigureAwait(false);
        }
    }

    // Cancels what is outstanding, gives it a moment for answers of its own, and answers for the rest.
    private async Task SettleAsync()
    {
        lock (_gate)
        {
            foreach (ModuleRequest request in _outstanding.Values)
            {
                request.Cancel();
            }
        }

        await WaitAsync(_drained.Task, _options.Settle).ConfigureAwait(false);
        List<ModuleRequest> abandoned;
        lock (_gate)
        {
            abandoned = ClaimOutstanding();
        }

        foreach (ModuleRequest request in abandoned)
        {
            _connection.Log(
                SessionLogLevel.Warn,
                SessionEvent.HandlerAbandoned,
                $"The {NameOf(request.Kind)} hook for request {request.Id} did not return in time; answered {ErrorCodes.Cancelled} in its place.");
            FrameSerializer frame = Serialize(request, s_cancelled);

            // Not to be used again: its dispatcher may be yet to run it, or its handler to end.
            Complete(request, frame, QueueRoom.Unbounded, initialized: false, mayUseAgain: false);
        }
    }

    private async Task<(bool Ran, Exception? Failure)> RunHookAsync(Task<SessionClose> reading)
    {
        lock (_gate)
        {
            if (!_initialized)
            {
                return (false, null);
            }
        }

        _ = FailCallsWhenGoneAsync(reading);
        using CancellationTokenSource cancellation = new(_options.ShutdownHookTimeout, _options.TimeProvider);
        ShutdownWork work = new(_handler, cancellation.Token);
        _dispatcher.Schedule(work);
        TimeSpan limit = _options.ShutdownHookTimeout;
        await WaitAsync(work.Ended, limit == Timeout.InfiniteTimeSpan ? limit : limit + _options.Settle).ConfigureAwait(false);
        Exception? failure = work.Ended.IsCompleted
            ? await work.Ended.ConfigureAwait(false)
            : new TimeoutException($"The shutdown hook did not end within {limit.TotalMilliseconds:0} ms.");
        if (failure is not null)
        {
            _connection.Log(SessionLogLevel.Error, SessionEvent.HandlerFailed, "The shutdown hook failed: " + failure.Message, failure);
        }

        return (true, failure);
    }

    // A service call of the hook must not wait for its timeout when the runtime has gone meanwhile.
    private async Task FailCallsWhenGoneAsync(Task<SessionClose> reading) => _calls.Close(await reading.ConfigureAwait(false));

    private void AnswerShutdown(RequestId id, Exception? hookFailure)
    {
        if (hookFailure is not null)
        {
            Refuse(id, ErrorCodes.HandlerError, TextOf(hookFailure));
            return;
        }

        FrameSerializer frame = _connection.RentSerializer();
        ResultWriter.Write(frame, id, HandlerResult.Empty, isHealthCheck: false, isService: false, _connection.WritesProtobuf);
        _connection.Finish(frame);
        _connection.Queue.Append(frame, QueueRoom.Unbounded, now: true);
    }

    private async Task WaitAsync(Task task, TimeSpan limit)
    {
        if (task.IsCompleted)
        {
            return;
        }

        using CancellationTokenSource stop = new();
        await Task.WhenAny(task, Task.Delay(limit, _options.TimeProvider, stop.Token)).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
    }
}
