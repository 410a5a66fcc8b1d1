using Ixt.Session;
using Ixt.Wire;

namespace Ixt.Nexus;

/// <summary>Calls of the peer.</summary>
internal sealed partial class NexusSession
{
    private void OnFrame(ReadOnlySpan<byte> body)
    {
        _imported.Clear();
        _held?.CompleteElsewhere();
        _held = null;
        PacketReader packet = new(body, this);
        if (Defer(body, packet.Type))
        {
            return;
        }

        switch (packet.Type)
        {
            case PacketType.Apply or PacketType.Get or PacketType.Set:
                OnCall(ref packet, (NexusOperation)packet.Type, body.Length);
                break;
            case PacketType.Result:
                OnResult(ref packet);
                break;
            case PacketType.Error:
                OnError(ref packet);
                break;
            case PacketType.Release:
                packet.ReadRaw();
                if (packet.ReadText(out _) is { } resource)
                {
                    DropResource(resource);
                }

                packet.End();
                break;
            case PacketType.HandshakeRequest:
                OnRequest(ref packet);
                break;
            case PacketType.HandshakeAck:
                OnAck(ref packet);
                break;
            case PacketType.HandshakeReady:
                OnReady(ref packet);
                break;
            case PacketType.HandshakeReject:
                OnReject(ref packet);
                break;
            case PacketType.IdentityUpdate:
                OnIdentityUpdate(ref packet);
                break;
            case PacketType.ProviderAvailable:
                OnProviders(ref packet);
                break;
            default:
                // Batches and chunks: reserved, and nobody sends them.
                packet.End();
                break;
        }

        // Whoever got a reference holds it; the session must not keep it from the garbage collector until the next packet.
        _imported.Clear();
    }

    private void OnCall(ref PacketReader packet, NexusOperation operation, int length)
    {
        PacketId id = new(packet.ReadRaw());
        string? resource = packet.ReadText(out bool isService);
        string[]? path = packet.ReadPath(_paths);
        NexusValue last = operation == NexusOperation.Get ? NexusValue.Undefined : packet.ReadValueAfterOptionalName();
        packet.End();
        if (!IsReady)
        {
            ReleaseImported();
            return;
        }

        // 'arguments' of another kind than a list are one argument.
        NexusValue[] arguments = operation == NexusOperation.Apply && last.Kind == NexusKind.Array ? last.ItemArray : operation == NexusOperation.Get ? [] : [last];
        try
        {
            ResourceEntry target = Find(resource, isService, ref path, out ServiceEntry? service);
            if (packet.Fault is { } fault)
            {
                throw new NexusException(NexusErrorCodes.ProtocolError, $"The arguments can't be read: {fault.Message}", fault);
            }

            NexusInvocation invocation = new(operation, isService ? path.AsMemory(1) : path, arguments, Peer);
            Begin(length);
            Serve(id, target, service, invocation, length);
        }
        catch (NexusException e)
        {
            ReleaseImported();
            AnswerError(id, e);
        }
    }

    private void Begin(int length)
    {
        if (Interlocked.Increment(ref _running) > Host.Limits.MaxConcurrentCalls)
        {
            Interlocked.Decrement(ref _running);
            throw new NexusException(NexusErrorCodes.Overloaded, $"{Host.Limits.MaxConcurrentCalls} calls are being worked on already.");
        }

        if (length > NexusLimits.LargeCall && Interlocked.Add(ref _runningLargeBytes, length) > Host.Limits.MaxLargeCallBytes)
        {
            Done(length);
            throw new NexusException(NexusErrorCodes.Overloaded, $"Large calls of {Host.Limits.MaxLargeCallBytes} bytes are being worked on already.");
        }
    }

    private void Done(int length)
    {
        Interlocked.Decrement(ref _running);
        if (length > NexusLimits.LargeCall)
        {
            Interlocked.Add(ref _runningLargeBytes, -length);
        }
    }

    private ResourceEntry Find(string? resource, bool isService, [System.Diagnostics.CodeAnalysis.NotNull] ref string[]? path, out ServiceEntry? service)
    {
        if (path is null || Array.Exists(path, IsForbidden))
        {
            throw new NexusException(NexusErrorCodes.InvalidServicePath, "The path must be a list of names, none of them __proto__, prototype or constructor.");
        }

        service = null;
        if (!isService)
        {
            return resource is not null && _resources.TryGetValue(resource, out ResourceEntry? entry)
                ? entry
                : throw new NexusException(NexusErrorCodes.ResourceNotFound, "There is no such resource, or it was released.");
        }

        if (path.Length == 0)
        {
            throw new NexusException(NexusErrorCodes.InvalidServicePath, "The path is empty: its first name is the service's.");
        }

        return Host.TryGetService(path[0], out service)
            ? service.Target
            : new ResourceEntry(Absent.Instance, path[0], null);
    }

    private void Serve(PacketId id, ResourceEntry target, ServiceEntry? service, NexusInvocation invocation, int length)
    {
        ServiceEntry owner = service ?? new ServiceEntry(target.ServiceName, target.Dispatcher, target.Policy);
        Func<NexusCallRequest, CancellationToken, ValueTask<bool>>? rule = target.Policy?.CanCall ?? Host.Policy?.CanCall;
        ValueTask<NexusValue> result;
        try
        {
            result = rule is null ? Run(target.Dispatcher, invocation) : RunIfAllowedAsync(rule, target, invocation);
        }
#pragma warning disable CA1031 // Whatever a service throws is its caller's to know.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Done(length);
            AnswerError(id, e);
            return;
        }

        if (result.IsCompletedSuccessfully)
        {
            Done(length);
            Answer(id, invocation.Operation, result.Result, owner);
        }
        else
        {
            _ = FinishAsync(id, invocation.Operation, result, owner, length);
        }
    }

    private async ValueTask<NexusValue> RunIfAllowedAsync(Func<NexusCallRequest, CancellationToken, ValueTask<bool>> rule, ResourceEntry target, NexusInvocation invocation)
    {
        bool isAllowed;
        try
        {
            isAllowed = await rule(new NexusCallRequest(Host.Identity, Peer, target.ServiceName, invocation.Path, invocation.Operation), _closing.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A rule that throws refuses: that is its contract.
        catch (Exception)
#pragma warning restore CA1031
        {
            isAllowed = false;
        }

        return isAllowed
            ? await Run(target.Dispatcher, invocation).ConfigureAwait(false)
            : throw new NexusException(NexusErrorCodes.CallDenied, "The policy refuses the call.");
    }

    private ValueTask<NexusValue> Run(INexusDispatcher dispatcher, NexusInvocation invocation)
    {
        if (invocation is { Operation: NexusOperation.Set, Path.Length: 0 })
        {
            throw new NexusException(NexusErrorCodes.SetOnRoot, "A whole service or resource can't be assigned.");
        }

        return dispatcher.InvokeAsync(invocation, _closing.Token);
    }

    private async Task FinishAsync(PacketId id, NexusOperation operation, ValueTask<NexusValue> pending, ServiceEntry owner, int length)
    {
        try
        {
            NexusValue result = await pending.ConfigureAwait(false);
            Done(length);
            Answer(id, operation, result, owner);
        }
#pragma warning disable CA1031 // Whatever a service throws is its caller's to know.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Done(length);
            AnswerError(id, e);
        }
    }

    private void Answer(PacketId id, NexusOperation operation, NexusValue result, ServiceEntry owner)
    {
        if (IsClosed)
        {
            return;
        }

        FrameSerializer frame = Rent();
        ExportScope exports = new(this, owner);
        try
        {
            PacketWriter.Begin(frame.Buffer, PacketType.Result);
            PacketWriter.Next(frame.Buffer);
            id.Write(frame.Buffer);
            PacketWriter.Next(frame.Buffer);
            ValueWriter.Write(frame.Buffer, operation == NexusOperation.Set ? NexusValue.True : result, exports);
            PacketWriter.End(frame.Buffer);
            SendAnswer(frame);
        }
        catch (Exception e) when (e is FrameException or NexusException or NexusValueException)
        {
            // The original closes the whole session here; only this call is spoilt.
            exports.Undo();
            frame.Return();
            AnswerError(id, e as NexusException ?? new NexusException(NexusErrorCodes.ProtocolError, $"The result can't be sent: {e.Message}", e));
        }
    }

    private void AnswerError(PacketId id, Exception error)
    {
        if (IsClosed)
        {
            return;
        }

        try
        {
            SendError(id, error);
        }
#pragma warning disable CA1031 // An exception of an application may fail even to say what it is, or be too large to be told: its call is spoilt, not the session.
        catch (Exception e)
#pragma warning restore CA1031
        {
            SendError(id, new NexusException(NexusErrorCodes.Unknown, $"An error that can't be sent: {e.GetType().Name}."));
        }
    }

    private void SendError(PacketId id, Exception error)
    {
        FrameSerializer frame = Rent();
        try
        {
            PacketWriter.Begin(frame.Buffer, PacketType.Error);
            PacketWriter.Next(frame.Buffer);
            id.Write(frame.Buffer);
            PacketWriter.Next(frame.Buffer);
            ErrorWriter.Write(frame.Buffer, error);
            PacketWriter.End(frame.Buffer);
            SendAnswer(frame);
        }
        catch
        {
            frame.Return();
            throw;
        }
    }

    internal string AddResource(INexusDispatcher target, ServiceEntry? owner)
    {
        if (_resources.Count >= Host.Limits.MaxReferences)
        {
            throw new NexusException(NexusErrorCodes.Overloaded, $"The peer holds {_resources.Count} references already.");
        }

        string id = Host.NextResourceId();
        _resources[id] = new ResourceEntry(target, owner?.Token ?? $"resource:{id}", owner?.Policy);
        if (IsClosed)
        {
            _resources.Clear();
        }

        return id;
    }

    internal void DropResource(string id) => _resources.TryRemove(id, out _);

    private static bool IsForbidden(string name) => name is "__proto__" or "prototype" or "constructor";

    // In the place of a service that is not there, so that policies are asked before the peer learns of it.
    private sealed class Absent : INexusDispatcher
    {
        internal static readonly Absent Instance = new();

        public ValueTask<NexusValue> InvokeAsync(NexusInvocation invocation, CancellationToken cancellationToken) =>
            throw new NexusException(NexusErrorCodes.ResourceNotFound, "There is no such service.");
    }
}
