using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session;

/// <content>From a request to its one answer.</content>
public sealed partial class ModuleSession
{
    private static readonly HandlerResult s_cancelled = HandlerResult.Failure(ErrorCodes.Cancelled, "The request was cancelled.");
    private static readonly HandlerResult s_expired = HandlerResult.Failure(ErrorCodes.Expired, "The message's ttl_ms passed before its handler could start.");

    /// <summary>Calls the handler. On the dispatcher's thread.</summary>
    internal ValueTask<HandlerResult> Invoke(ModuleRequest request)
    {
        switch (request.Request)
        {
            case HandleRequest handle:
                return handle.Message.TtlMs is { } ttl && IsExpired(request.Arrival, ttl)
                    ? ValueTask.FromResult(s_expired)
                    : _handler.HandleAsync(handle, _handler.ObservesCancellation(handle) ? request.Token : CancellationToken.None);
            case InitRequest init:
                return InitAsync(init, request.Token);
            default:
                return _handler.HealthCheckAsync(request.Token);
        }
    }

    /// <summary>Queues the answer, unless the request has had one. The caller must not touch the request afterwards: it may stand for another one.</summary>
    internal Task AnswerAsync(ModuleRequest request, in HandlerResult result)
    {
        if (!request.TryClaim())
        {
            return Task.CompletedTask;
        }

        FrameSerializer frame = Serialize(request, result);
        bool initialized = request.Kind == ModuleWorkKind.Init && result.Error is null;
        ValueTask<bool> room = _connection.Queue.ReserveAsync(frame.Length);
        if (room.IsCompletedSuccessfully)
        {
            Complete(request, frame, room.Result ? QueueRoom.Reserved : QueueRoom.None, initialized, mayUseAgain: true);
            return Task.CompletedTask;
        }

        return CompleteAsync(request, frame, room, initialized);
    }

    /// <summary>As <see cref="AnswerAsync"/>, for a handler that threw.</summary>
    internal Task AnswerFailureAsync(ModuleRequest request, Exception exception)
    {
        if (exception is OperationCanceledException && request.IsCancelled)
        {
            return AnswerAsync(request, s_cancelled);
        }

        LogHandlerFailure(request.Kind, request.Id, exception);
        string code = request.Kind == ModuleWorkKind.Init ? ErrorCodes.InitFailed : ErrorCodes.HandlerError;
        return AnswerAsync(request, HandlerResult.Failure(code, TextOf(exception)));
    }

    internal void LogHandlerFailure(ModuleWorkKind kind, RequestId id, Exception exception) =>
        _connection.Log(SessionLogLevel.Error, SessionEvent.HandlerFailed, $"The {NameOf(kind)} hook for request {id} failed: {exception.Message}", exception);

    private static string NameOf(ModuleWorkKind kind) => kind switch
    {
        ModuleWorkKind.Init => "init",
        ModuleWorkKind.Handle => "handle",
        ModuleWorkKind.HealthCheck => "health_check",
        _ => "shutdown",
    };

    private static string TextOf(Exception exception) =>
        string.IsNullOrWhiteSpace(exception.Message) ? exception.GetType().Name : exception.Message;

    private bool IsExpired(long arrival, long ttlMs) => _options.TimeProvider.GetElapsedTime(arrival).TotalMilliseconds >= ttlMs;

    private async ValueTask<HandlerResult> InitAsync(InitRequest init, CancellationToken cancellationToken)
    {
        ProtocolChoice? choice = null;
        if (init.Protocol is { } offer && !Negotiation.TryChoose(offer, _options, _connection.Format, out choice, out string? problem))
        {
            return HandlerResult.Failure(ErrorCodes.InitFailed, problem);
        }

        Volatile.Write(ref _negotiated, choice);
        await _handler.InitAsync(init, cancellationToken).ConfigureAwait(false);
        return choice is null ? HandlerResult.Empty : HandlerResult.Success(choice, static (writer, state) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("protocol"u8);
            ((ProtocolChoice)state!).Write(writer);
            writer.WriteEndObject();
        });
    }

    private async Task CompleteAsync(ModuleRequest request, FrameSerializer frame, ValueTask<bool> room, bool initialized) =>
        Complete(request, frame, await room.ConfigureAwait(false) ? QueueRoom.Reserved : QueueRoom.None, initialized, mayUseAgain: true);

    // The id is free again before the answer can be seen; the drain counts the request until its answer is queued.
    private void Complete(ModuleRequest request, FrameSerializer frame, QueueRoom room, bool initialized, bool mayUseAgain)
    {
        ModuleWorkKind kind = request.Kind;
        bool quiet;
        lock (_gate)
        {
            Leave(request, request.Id, mayUseAgain);
            quiet = _outstanding.Count == 0;
            if (kind == ModuleWorkKind.Handle)
            {
                _outstandingHandles--;
            }
            else if (kind == ModuleWorkKind.Init)
            {
                _initialized |= initialized;
                if (_state == ModuleState.Initializing)
                {
                    _state = initialized ? ModuleState.Ready : ModuleState.Connected;
                }

                // Queued before the lock is left: no handle can be let in, and answered, ahead of it.
                // What is read may be protobuf from here on, what is written must be behind it.
                bool isProtobuf = initialized && NegotiatedProtocol?.Encoding == Encodings.Protobuf;
                if (isProtobuf)
                {
                    _connection.ReadProtobuf();
                }

                _connection.Queue.Append(frame, room, now: false);
                if (isProtobuf)
                {
                    _connection.WriteProtobuf(FrameSide.Module);
                }
            }
        }

        if (kind != ModuleWorkKind.Init)
        {
            // With nothing else outstanding nobody is about to add a frame, so waiting for company would only cost time.
            _connection.Queue.Append(frame, room, now: quiet, hold: _flush.IsWaiting);
        }

        Settled();
    }

    private void Settled()
    {
        if (Interlocked.Decrement(ref _unanswered) > 0)
        {
            return;
        }

        bool drained;
        lock (_gate)
        {
            // Once draining, nothing enters any more.
            drained = _unanswered == 0 && _state >= ModuleState.Draining;
        }

        if (drained)
        {
            _drained.TrySetResult();
        }
    }

    // Whatever is wrong with the result, there is a frame to send: the error that says so.
    private FrameSerializer Serialize(ModuleRequest request, in HandlerResult result)
    {
        FrameSerializer frame = _connection.RentSerializer();
        try
        {
            ResultWriter.Write(frame, request.Id, result, request.Kind == ModuleWorkKind.HealthCheck, isService: false, _connection.WritesProtobuf);
            _connection.Finish(frame);
            return frame;
        }
        catch (FrameException e)
        {
            return Substitute(frame, request, ErrorCodes.FrameTooLarge, e);
        }
#pragma warning disable CA1031 // The result may run user code, which may throw anything; it is answered.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Substitute(frame, request, ErrorCodes.HandlerError, e);
        }
    }

    private FrameSerializer Substitute(FrameSerializer frame, ModuleRequest request, string code, Exception fault)
    {
        _connection.Log(SessionLogLevel.Warn, SessionEvent.UnsendableResult, $"The result of request {request.Id} can't be sent: {fault.Message}", fault);
        frame.Restart(_connection.Format, _options.MaxFrame);
        ResponseWriter.WriteError(frame.Writer, request.Id, code, TextOf(fault));
        _connection.Finish(frame);
        return frame;
    }
}
