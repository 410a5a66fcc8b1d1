using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session;

/// <content>The reader's side: what each frame means in each state. Runs no user code and waits for nothing.</content>
public sealed partial class ModuleSession : IFrameSink, IReadBatch
{
    // Upper bound on grace_ms as a wait; what is beyond (49 days) means the same.
    private static readonly long s_longestGraceMs = (long)DeadlineQueue.Longest.TotalMilliseconds;

    void IFrameSink.OnReadStart() => _gathers = _dispatcher.Gather();

    IReadBatch? IFrameSink.OnReadEnd()
    {
        if (!_gathers)
        {
            return null;
        }

        _gathers = false;
        if (_hasScheduled)
        {
            _hasScheduled = false;
            _flush.Announce();
            _dispatcher.Schedule(_flush);
        }

        // Also with nothing of its own: what others scheduled meanwhile waits for the start.
        return this;
    }

    void IReadBatch.Run(bool mayRunHere) => _dispatcher.Start(mayRunHere);

    void IFrameSink.OnFrame(ReadOnlySpan<byte> frame)
    {
        RuntimeFrame message;
        try
        {
            message = _connection.IsProtobuf(frame) ? RuntimeFrame.ReadProtobuf(frame) : RuntimeFrame.Read(frame);
        }
        catch (ProtocolViolationException e)
        {
            OnViolation(e);
            return;
        }

        switch (message)
        {
            case HandleRequest handle:
                OnHandle(handle);
                break;
            case ServiceResponse response:
                OnServiceResponse(response);
                break;
            case CancelNotice cancel:
                OnCancel(cancel.Id);
                break;
            case InitRequest init:
                OnInit(init);
                break;
            case HealthCheckRequest health:
                OnHealthCheck(health);
                break;
            case ShutdownRequest shutdown:
                OnShutdown(shutdown);
                break;
            default:
                throw new InvalidOperationException($"No rule for {message.GetType().Name}.");
        }
    }

    void IFrameSink.OnBadStream(FrameException fault) => Refuse(null, fault.Code, fault.Message);

    private void OnHandle(HandleRequest handle)
    {
        long arrival = handle.Message.TtlMs is null ? 0 : _options.TimeProvider.GetTimestamp();
        ModuleRequest? request = null;
        Refusal? refusal;
        lock (_gate)
        {
            refusal = RefusalOfMessage(handle.Id);
            if (refusal is null && _outstandingHandles >= _options.MaxOutstandingHandles)
            {
                refusal = Refusal.Overloaded(_options.MaxOutstandingHandles);
            }

            if (refusal is null)
            {
                _outstandingHandles++;
                request = Enter(handle.Id, handle, arrival);
            }
        }

        Admit(request, handle.Id, refusal);
    }

    private void OnHealthCheck(HealthCheckRequest health)
    {
        ModuleRequest? request = null;
        Refusal? refusal;
        lock (_gate)
        {
            refusal = RefusalOfMessage(health.Id);
            if (refusal is null && _outstanding.Count - _outstandingHandles >= _options.MaxOutstandingHandles)
            {
                // Not the bound on handles, under whose load a health check is still served, but one of its own: memory is bounded.
                refusal = Refusal.Overloaded(_options.MaxOutstandingHandles);
            }

            if (refusal is null)
            {
                request = Enter(health.Id, health, 0);
            }
        }

        Admit(request, health.Id, refusal);
    }

    private void OnInit(InitRequest init)
    {
        ModuleRequest? request = null;
        Refusal? refusal;
        lock (_gate)
        {
            refusal = _state switch
            {
                ModuleState.Connected => _outstanding.ContainsKey(init.Id) ? Refusal.Duplicate : null,
                ModuleState.Initializing => Refusal.Initializing,
                ModuleState.Ready => Refusal.AlreadyInitialized,
                _ => Refusal.ShuttingDown,
            };
            if (refusal is null)
            {
                _state = ModuleState.Initializing;
                request = Enter(init.Id, init, 0);
            }
        }

        Admit(request, init.Id, refusal);
    }

    private void OnShutdown(ShutdownRequest shutdown)
    {
        Refusal? refusal;
        lock (_gate)
        {
            refusal = _state >= ModuleState.Draining ? Refusal.ShuttingDown
                : _outstanding.ContainsKey(shutdown.Id) ? Refusal.Duplicate
                : null;
            if (refusal is null)
            {
                EnterDraining();
            }
        }

        if (refusal is not null)
        {
            Refuse(shutdown.Id, refusal);
            return;
        }

        TimeSpan grace = shutdown.GraceMs is { } ms ? TimeSpan.FromMilliseconds(Math.Min(ms, s_longestGraceMs)) : _options.Grace;
        _shutdown.TrySetResult(new ShutdownCause(ModuleSessionEnd.ShutdownRequested, shutdown.Id, grace));
    }

    private void OnCancel(RequestId id)
    {
        lock (_gate)
        {
            // Not later: what is in the table stands for this id only for as long as the lock is held.
            if (_outstanding.TryGetValue(id, out ModuleRequest? request) && request.Kind == ModuleWorkKind.Handle)
            {
                request.Cancel();
            }
        }
    }

    private void OnServiceResponse(ServiceResponse response)
    {
        if (response.Id is not { } id)
        {
            // The runtime reports a frame that it could not use and cannot name (IXT-ERR-013).
            _connection.Log(
                SessionLogLevel.Warn, SessionEvent.UnknownAnswer, $"The runtime could not use a frame: {(response as ServiceFailure)?.Error.Message}");
            return;
        }

        if (_calls.TryTake(id, out PendingCall<ServiceResponse>? call, out bool late))
        {
            call.Succeed(response);
        }
        else if (!late)
        {
            _connection.Log(SessionLogLevel.Warn, SessionEvent.UnknownAnswer, $"A service_response for id {id}, which is not outstanding, was ignored.");
        }
    }

    private void OnViolation(ProtocolViolationException fault)
    {
        _connection.Log(SessionLogLevel.Warn, SessionEvent.BadFrame, fault.Message, fault);
        if (fault.Code == ErrorCodes.InvalidPayload && fault.Id is { } handleId)
        {
            // The rest of the frame is in order, so lifecycle and duplicate id come first.
            Refusal? refusal;
            lock (_gate)
            {
                refusal = RefusalOfMessage(handleId);
            }

            if (refusal is not null)
            {
                Refuse(handleId, refusal);
                return;
            }
        }

        if (fault.FrameType == "service_response"
            && fault.FrameId is { } callId
            && _calls.TryTake(callId, out PendingCall<ServiceResponse>? call, out _))
        {
            call.Fail(SessionException.Malformed(call.What, fault));
        }

        Refuse(fault.Id, fault.Code, fault.Message, fault.Pointer);
    }

    // Under the lock: whether a well-formed handle or health check must be refused for the state or its id.
    private Refusal? RefusalOfMessage(RequestId id) => _state switch
    {
        ModuleState.Connected or ModuleState.Initializing => Refusal.NotInitialized,
        ModuleState.Ready => _outstanding.ContainsKey(id) ? Refusal.Duplicate : null,
        _ => Refusal.ShuttingDown,
    };

    // A request that was refused was never entered.
    private void Admit(ModuleRequest? request, RequestId id, Refusal? refusal)
    {
        if (refusal is not null || request is null)
        {
            Refuse(id, refusal!);
            return;
        }

        _hasScheduled = true;
        _dispatcher.Schedule(request);
    }

    private void Refuse(RequestId? id, Refusal refusal) => Refuse(id, refusal.Code, refusal.Message, refusal.Pointer);

    // An answer of the reader itself: queued past the bound, because the reader must not wait for the writer.
    private void Refuse(RequestId? id, string code, string message, string? pointer = null)
    {
        FrameSerializer frame = _connection.RentSerializer();
        ResponseWriter.WriteError(frame.Writer, id, code, message, pointer);
        _connection.Finish(frame);
        _connection.Queue.Append(frame, QueueRoom.Unbounded, now: false);
    }
}
