using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session;

/// <content>The reader's side. Waits for nothing and runs no user code, unless <see cref="RuntimeSessionOptions.ServeOnReader"/> says otherwise.</content>
public sealed partial class RuntimeSession : IFrameSink
{
    void IFrameSink.OnReadStart()
    {
    }

    IReadBatch? IFrameSink.OnReadEnd() => _answers.Take();

    void IFrameSink.OnFrame(ReadOnlySpan<byte> frame)
    {
        ModuleFrame message;
        try
        {
            message = _connection.IsProtobuf(frame) ? ModuleFrame.ReadProtobuf(frame) : ModuleFrame.Read(frame);
        }
        catch (ProtocolViolationException e)
        {
            OnViolation(e);
            return;
        }

        switch (message)
        {
            case ResponseSuccess success:
                OnResponse(success.Id, success);
                break;
            case ResponseError { Id: { } id } error:
                OnResponse(id, error);
                break;
            case ResponseError error:
                _connection.Log(SessionLogLevel.Warn, SessionEvent.PeerReportedError, $"The module reported {error.Error.Code}: {error.Error.Message}");
                break;
            case ServiceRequest request:
                OnServiceRequest(request);
                break;
            default:
                throw new InvalidOperationException($"No rule for {message.GetType().Name}.");
        }
    }

    // Nothing to tell the module: a module has no rule for a response of that kind, and the connection closes.
    void IFrameSink.OnBadStream(FrameException fault) => Interlocked.Increment(ref _badFrames);

    private void OnResponse(RequestId id, ModuleResponse response)
    {
        if (_calls.TryTake(id, out PendingCall<ModuleResponse>? call, out bool late))
        {
            if (call.What == Init && response is ResponseSuccess { Data: var data } && ChoosesProtobuf(data))
            {
                // Before the next frame is read: it may be protobuf already.
                _connection.ReadProtobuf();
                _connection.WriteProtobuf(FrameSide.Runtime);
            }

            _answers.Add(call, response);
        }
        else if (!late)
        {
            Interlocked.Increment(ref _unknownAnswers);
            _connection.Log(SessionLogLevel.Warn, SessionEvent.UnknownAnswer, $"A response for id {id}, which is not outstanding, was ignored.");
        }
    }

    private bool ChoosesProtobuf(JsonElement data) =>
        Volatile.Read(ref _offersProtobuf)
        && data.TryGetProperty("protocol"u8, out JsonElement chosen)
        && chosen.ValueKind == JsonValueKind.Object
        && chosen.TryGetProperty("encoding"u8, out JsonElement encoding)
        && encoding.ValueKind == JsonValueKind.String
        && encoding.ValueEquals(Encodings.Protobuf);

    private void OnServiceRequest(ServiceRequest request)
    {
        if (Interlocked.Increment(ref _serving) > _options.MaxOutstandingServiceRequests)
        {
            Interlocked.Decrement(ref _serving);
            if (request.Id is { } id)
            {
                Refusal refusal = Refusal.Overloaded(_options.MaxOutstandingServiceRequests);
                Refuse(id, refusal.Code, refusal.Message, null);
            }

            return;
        }

        if (_options.ServeOnReader)
        {
            _ = ServeAsync(request);
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Session.ServeAsync(work.Request), (Session: this, Request: request), preferLocal: false);
    }

    private void OnViolation(ProtocolViolationException fault)
    {
        Interlocked.Increment(ref _badFrames);
        _connection.Log(SessionLogLevel.Warn, SessionEvent.BadFrame, fault.Message, fault);
        if (fault.FrameType == "service_request" && fault.Id is { } id)
        {
            Refuse(id, fault.Code, fault.Message, fault.Pointer);
        }
        else if (fault.FrameType == "response"
            && fault.FrameId is { } callId
            && _calls.TryTake(callId, out PendingCall<ModuleResponse>? call, out _))
        {
            call.Fail(SessionException.Malformed(call.What, fault));
        }
    }

    // Never faults: whatever goes wrong is answered or logged.
    private async Task ServeAsync(ServiceRequest request)
    {
        HandlerResult result;
        try
        {
            result = await _services.HandleAsync(request, _closed.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A service may throw anything; it is answered.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _connection.Log(SessionLogLevel.Error, SessionEvent.HandlerFailed, $"The service {request.Service}.{request.Method} failed: {e.Message}", e);
            result = HandlerResult.Failure(ErrorCodes.HandlerError, string.IsNullOrWhiteSpace(e.Message) ? e.GetType().Name : e.Message);
        }

        if (request.Id is { } id)
        {
            await _connection.Queue.EnqueueAsync(Serialize(request, id, result), CancellationToken.None).ConfigureAwait(false);
        }

        Interlocked.Decrement(ref _serving);
    }

    private FrameSerializer Serialize(ServiceRequest request, RequestId id, in HandlerResult result)
    {
        FrameSerializer frame = _connection.RentSerializer();
        try
        {
            ResultWriter.Write(frame, id, result, isHealthCheck: false, isService: true, _connection.WritesProtobuf);
            _connection.Finish(frame);
            return frame;
        }
#pragma warning disable CA1031 // The result may run user code, which may throw anything; it is answered.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _connection.Log(SessionLogLevel.Warn, SessionEvent.UnsendableResult, $"The result of {request.Service}.{request.Method} can't be sent: {e.Message}", e);
            frame.Restart(_connection.Format, _options.MaxFrame);
            ResponseWriter.WriteError(frame.Writer, id, e is FrameException tooLarge ? tooLarge.Code : ErrorCodes.HandlerError, e.Message, isService: true);
            _connection.Finish(frame);
            return frame;
        }
    }

    private void Refuse(RequestId id, string code, string message, string? pointer)
    {
        FrameSerializer frame = _connection.RentSerializer();
        ResponseWriter.WriteError(frame.Writer, id, code, message, pointer, isService: true);
        _connection.Finish(frame);
        _connection.Queue.Append(frame, QueueRoom.Unbounded, now: false);
    }
}
