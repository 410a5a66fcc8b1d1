using Ixt.Session;
using Ixt.Wire;

namespace Ixt.Nexus;

/// <summary>Calls of this side and their answers; references of the peer.</summary>
internal sealed partial class NexusSession
{
    /// <summary>Gets, sets or calls something of the peer. Path and arguments are written before this returns.</summary>
    /// <exception cref="NexusException"><c>E_REMOTE_EXCEPTION</c>, <c>E_CALL_TIMEOUT</c>, <c>E_CONN_CLOSED</c>, <c>E_OVERLOADED</c>, <c>E_PROTOCOL_ERROR</c> for what can't be sent.</exception>
    internal ValueTask<NexusValue> CallAsync(
        NexusOperation operation, NexusRef? target, ReadOnlySpan<string> path, ReadOnlySpan<NexusValue> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<NexusValue>(cancellationToken);
        }

        PendingCall call = AddCall(target, timeout, out bool isAlone);
        FrameSerializer frame;
        try
        {
            frame = WriteCall(call.Id, operation, target?.Id, path, arguments);
        }
        catch (Exception)
        {
            Forget(call);
            throw;
        }

        if (!_output.TryEnqueue(frame, now: isAlone && !_input.IsHeldByCurrentThread))
        {
            return new ValueTask<NexusValue>(WaitForRoomAsync(call, frame, cancellationToken));
        }

        return cancellationToken.CanBeCanceled ? new ValueTask<NexusValue>(WaitAsync(call, cancellationToken)) : call.Result;
    }

    /// <summary>Frees a reference at the peer.</summary>
    internal void SendRelease(string id)
    {
        if (!IsReady)
        {
            return;
        }

        FrameSerializer frame = Rent();
        PacketWriter.Begin(frame.Buffer, PacketType.Release);
        JsonText.Write(frame.Buffer, ",null,"u8);
        JsonText.WriteString(frame.Buffer, id);
        PacketWriter.End(frame.Buffer);
        SendHeld(frame);
    }

    internal void TimedOut(PendingCall call)
    {
        if (TryTake(call.Id, out _))
        {
            call.Fail(new NexusException(NexusErrorCodes.CallTimeout, $"The peer did not answer within {call.Timeout.TotalMilliseconds:0} ms."));
        }
    }

    NexusRef IReferenceImporter.Import(string id)
    {
        NexusRef reference = new(this, id);
        _imported.Add(reference);
        return reference;
    }

    private FrameSerializer WriteCall(long id, NexusOperation operation, string? resource, ReadOnlySpan<string> path, ReadOnlySpan<NexusValue> arguments)
    {
        FrameSerializer frame = Rent();
        ExportScope exports = new(this, null);
        try
        {
            PacketWriter.Begin(frame.Buffer, (PacketType)operation);
            PacketWriter.Next(frame.Buffer);
            PacketWriter.WriteInteger(frame.Buffer, id);
            PacketWriter.Next(frame.Buffer);
            if (resource is null)
            {
                JsonText.Write(frame.Buffer, "null"u8);
            }
            else
            {
                JsonText.WriteString(frame.Buffer, resource);
            }

            PacketWriter.Next(frame.Buffer);
            PacketWriter.WriteTexts(frame.Buffer, path);
            if (operation == NexusOperation.Apply)
            {
                PacketWriter.Next(frame.Buffer);
                PacketWriter.WriteArguments(frame.Buffer, arguments, exports);
            }
            else if (operation == NexusOperation.Set)
            {
                PacketWriter.Next(frame.Buffer);
                ValueWriter.Write(frame.Buffer, arguments.IsEmpty ? NexusValue.Undefined : arguments[0], exports);
            }

            PacketWriter.End(frame.Buffer);
            frame.Finish(FrameFormat.LengthBigEndian, NexusLimits.MaxFrame);
            return frame;
        }
        catch (Exception e)
        {
            exports.Undo();
            frame.Return();
            throw e is FrameException or NexusValueException
                ? new NexusException(NexusErrorCodes.ProtocolError, $"The call can't be sent: {e.Message}", e)
                : e;
        }
    }

    private PendingCall AddCall(NexusRef? target, TimeSpan timeout, out bool isAlone)
    {
        PendingCall call;
        lock (_callsGate)
        {
            if (_state != SessionState.Ready)
            {
                throw _state == SessionState.Closed ? NexusException.Closed(Failure.Message) : new NexusException(NexusErrorCodes.UsageInvalid, "The session is not ready.");
            }

            if (_calls.Count >= Host.Limits.MaxPendingCalls)
            {
                throw new NexusException(NexusErrorCodes.Overloaded, $"{_calls.Count} calls wait for the peer's answer already.");
            }

            isAlone = _calls.Count == 0;
            call = new PendingCall(this, Host.NextCallId(), target, timeout);
            _calls.Add(call.Id, call);
        }

        _deadlines.Add(call, timeout);
        return call;
    }

    private static async Task<NexusValue> WaitAsync(PendingCall call, CancellationToken cancellationToken)
    {
        using (cancellationToken.UnsafeRegister(static (state, token) => Cancel((PendingCall)state!, token), call))
        {
            return await call.Result.ConfigureAwait(false);
        }
    }

    // The peer reads too slowly. The wait counts towards the timeout, and a call that is over leaves nothing in the queue.
    private async Task<NexusValue> WaitForRoomAsync(PendingCall call, FrameSerializer frame, CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        Task queued = _output.EnqueueAsync(frame, over.Token).AsTask();
        try
        {
            return await WaitAsync(call, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await queued.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Cancel(PendingCall call, CancellationToken cancellationToken)
    {
        if (call.Session.TryTake(call.Id, out _))
        {
            call.Cancel(cancellationToken);
        }
    }

    private bool TryTake(long id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PendingCall? call)
    {
        lock (_callsGate)
        {
            if (!_calls.Remove(id, out call))
            {
                return false;
            }
        }

        _deadlines.Remove(call);
        return true;
    }

    private void Forget(PendingCall call) => TryTake(call.Id, out _);

    private void FailCalls(NexusException reason)
    {
        PendingCall[] calls;
        lock (_callsGate)
        {
            calls = [.. _calls.Values];
            _calls.Clear();
        }

        foreach (PendingCall call in calls)
        {
            call.Fail(reason.Code == NexusErrorCodes.ConnectionClosed ? reason : NexusException.Closed(reason.Message));
        }
    }

    private void OnResult(ref PacketReader packet)
    {
        PacketId id = new(packet.ReadRaw());
        NexusValue result = packet.Read(plain: false);
        packet.End();
        if (TryTake(id.Number, out PendingCall? call))
        {
            if (packet.Fault is { } fault)
            {
                ReleaseImported();
                call.Fail(new NexusException(NexusErrorCodes.ProtocolError, $"The answer can't be read: {fault.Message}", fault));
            }
            else
            {
                call.Hold(result);
                _held = call;
            }
        }
        else
        {
            // Nobody waits for it any more, so nobody will ever release what it refers to.
            ReleaseImported();
        }
    }

    private void OnError(ref PacketReader packet)
    {
        PacketId id = new(packet.ReadRaw());
        NexusValue error = packet.Read(plain: true);
        packet.End();
        if (TryTake(id.Number, out PendingCall? call))
        {
            call.Fail(new NexusRemoteException(NexusRemoteError.Read(error)));
        }
    }

    private void ReleaseImported()
    {
        foreach (NexusRef reference in _imported)
        {
            reference.Release();
        }
    }
}
