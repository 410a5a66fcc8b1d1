using System.Buffers;
using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>The handshake, identity updates, and the decisions that packets wait for.</summary>
internal sealed partial class NexusSession
{
    // Frames put aside while a policy decides; beyond this the reader itself waits.
    private const int MaxDeferredBytes = 1024 * 1024;

    internal static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _providers = new(StringComparer.Ordinal);
    private readonly Queue<byte[]> _deferred = new();
    private long _ownHandshake;
    private PacketId _peerHandshake;
    private NexusIdentity? _toldIdentity;
    private string[] _toldProviders = [];
    private int _providerText;
    private bool _hasCatalogue;
    private int _deferredBytes;
    private TaskCompletionSource? _decision;

    /// <summary>Whether the peer tells what it provides (0.6), so that its service can be waited for; a peer of 0.3.1 does not.</summary>
    internal bool HasCatalogue => _hasCatalogue;

    /// <summary>Whether the peer provides a service, as far as it tells.</summary>
    internal bool Provides(string token)
    {
        lock (_providers)
        {
            return _providers.Contains(token);
        }
    }

    /// <summary>Tells the peer of services that were added.</summary>
    internal void Announce(ReadOnlySpan<string> tokens)
    {
        if (!IsReady || !_hasCatalogue)
        {
            return;
        }

        FrameSerializer frame = Rent();
        PacketWriter.Begin(frame.Buffer, PacketType.ProviderAvailable);
        JsonText.Write(frame.Buffer, ",null,"u8);
        PacketWriter.WriteTexts(frame.Buffer, tokens);
        PacketWriter.End(frame.Buffer);
        SendHeld(frame);
    }

    /// <summary>Tells the peer that this side's identity has changed.</summary>
    internal void SendIdentity(NexusValue updates)
    {
        if (IsReady)
        {
            FrameSerializer frame = Rent();
            PacketWriter.Begin(frame.Buffer, PacketType.IdentityUpdate);
            JsonText.Write(frame.Buffer, ",null,"u8);
            ValueWriter.WritePlain(frame.Buffer, updates);
            PacketWriter.End(frame.Buffer);
            SendHeld(frame);
        }
    }

    private void SendRequest()
    {
        _ownHandshake = Host.NextHandshakeId();
        FrameSerializer frame = Rent();
        PacketWriter.Begin(frame.Buffer, PacketType.HandshakeRequest);
        PacketWriter.Next(frame.Buffer);
        PacketWriter.WriteInteger(frame.Buffer, _ownHandshake);
        PacketWriter.Next(frame.Buffer);
        WriteIdentity(frame.Buffer);
        JsonText.Write(frame.Buffer, ",null,"u8);
        PacketWriter.WriteTexts(frame.Buffer, [Capability]);
        PacketWriter.End(frame.Buffer);
        SendHeld(frame);
    }

    private void OnRequest(ref PacketReader packet)
    {
        PacketId id = new(packet.ReadRaw());
        NexusValue metadata = packet.Read(plain: true);
        packet.ReadRaw(); // "assigns": would let any client rename this side
        bool hasCapability = NamesCapability(packet.Read(plain: true));
        packet.End();

        // A peer of 0.6 repeats no request; one of 0.3.1 gets an acknowledgement for each, and the last id counts.
        if (_state == SessionState.AwaitingRequest || (_state == SessionState.AwaitingReady && !_hasCatalogue))
        {
            if (metadata.IsNullish)
            {
                Reject(id, new NexusException(NexusErrorCodes.HandshakeFailed, "The request names no identity."));
                return;
            }

            _hasCatalogue = hasCapability;
            NexusPeer peer = Peer with { Identity = new NexusIdentity(metadata) };
            Decide(peer, isIncoming: true, () => Acknowledge(id, peer), () => Reject(id, ConnectDenied()));
        }
    }

    private void Acknowledge(PacketId id, NexusPeer peer)
    {
        Volatile.Write(ref _peer, peer);
        _peerHandshake = id;
        _state = SessionState.AwaitingReady;
        FrameSerializer frame = Rent();
        PacketWriter.Begin(frame.Buffer, PacketType.HandshakeAck);
        PacketWriter.Next(frame.Buffer);
        id.Write(frame.Buffer);
        PacketWriter.Next(frame.Buffer);
        WriteIdentity(frame.Buffer);
        WriteCatalogue(frame.Buffer);
        PacketWriter.End(frame.Buffer);
        SendHeld(frame);
    }

    private void OnAck(ref PacketReader packet)
    {
        PacketId id = new(packet.ReadRaw());
        NexusValue metadata = packet.Read(plain: true);
        bool hasCapability = NamesCapability(packet.Read(plain: true));
        NexusValue providers = packet.Read(plain: true);
        packet.End();
        if (_state != SessionState.AwaitingAck || id.Number != _ownHandshake)
        {
            return;
        }

        if (metadata.IsNullish)
        {
            Reject(id, new NexusException(NexusErrorCodes.HandshakeFailed, "The acknowledgement names no identity."));
            return;
        }

        _hasCatalogue = hasCapability;
        AddProviders(providers);
        NexusPeer peer = Peer with { Identity = new NexusIdentity(metadata) };
        Decide(peer, isIncoming: false, () => SendReady(id, peer), () => Reject(id, ConnectDenied(), NexusErrorCodes.HandshakeRejected));
    }

    private void SendReady(PacketId id, NexusPeer peer)
    {
        Volatile.Write(ref _peer, peer);
        FrameSerializer frame = Rent();
        PacketWriter.Begin(frame.Buffer, PacketType.HandshakeReady);
        PacketWriter.Next(frame.Buffer);
        id.Write(frame.Buffer);
        WriteCatalogue(frame.Buffer);
        PacketWriter.End(frame.Buffer);
        SendHeld(frame);
        BecomeReady();
    }

    private void OnReady(ref PacketReader packet)
    {
        ReadOnlySpan<byte> id = packet.ReadRaw();
        if (_state != SessionState.AwaitingReady || !_peerHandshake.Is(id))
        {
            packet.End();
            return;
        }

        packet.ReadRaw(); // its capabilities, which it named before
        NexusValue providers = packet.Read(plain: true);
        packet.End();
        AddProviders(providers);
        BecomeReady();
    }

    private void OnReject(ref PacketReader packet)
    {
        PacketId id = new(packet.ReadRaw());
        NexusRemoteError error = NexusRemoteError.Read(packet.Read(plain: true));
        packet.End();
        bool isOurs = _state == SessionState.AwaitingAck ? id.Number == _ownHandshake : _state == SessionState.AwaitingReady;
        if (isOurs)
        {
            string code = error.Code switch
            {
                NexusErrorCodes.ConnectDenied => NexusErrorCodes.HandshakeRejected,
                NexusErrorCodes.ProtocolIncompatible => NexusErrorCodes.ProtocolIncompatible,
                NexusErrorCodes.HandshakeFailed => NexusErrorCodes.HandshakeFailed,
                _ => error.Raw.IsNullish ? NexusErrorCodes.HandshakeFailed : NexusErrorCodes.ServiceUnavailable,
            };
            Close(new NexusException(code, $"The peer refused the connection: {error.Message ?? error.Code ?? "no reason given"}", error.ToException()));
        }
    }

    private void OnIdentityUpdate(ref PacketReader packet)
    {
        packet.ReadRaw();
        NexusValue updates = packet.Read(plain: true);
        packet.End();
        if (!IsReady || updates.Kind != NexusKind.Object)
        {
            return;
        }

        NexusIdentity identity = Peer.Identity.With(updates);
        if (identity.MeasureBytes() > NexusLimits.MaxIdentityBytes)
        {
            throw new NexusWireException($"An identity of more than {NexusLimits.MaxIdentityBytes} bytes.");
        }

        NexusPeer peer = Peer with { Identity = identity };
        Decide(
            peer,
            isIncoming: !_isActive,
            () =>
            {
                Volatile.Write(ref _peer, peer);
                Host.OnPeerChanged(this);
            },
            () => Close(NexusException.Closed("the peer's new identity is not welcome.")));
    }

    private void OnProviders(ref PacketReader packet)
    {
        packet.ReadRaw();
        NexusValue providers = packet.Read(plain: true);
        packet.End();
        AddProviders(providers);
        if (IsReady)
        {
            Host.OnPeerChanged(this);
        }
    }

    private void AddProviders(NexusValue providers)
    {
        if (providers.IsNullish)
        {
            return;
        }

        if (providers.Kind != NexusKind.Array)
        {
            throw new NexusWireException("A list of providers that is no list.");
        }

        lock (_providers)
        {
            foreach (NexusValue token in providers.Items)
            {
                if (token.Kind == NexusKind.String && _providers.Add(token.AsString()))
                {
                    _providerText += token.AsString().Length;
                }
            }

            if (_providers.Count > Host.Limits.MaxProviders)
            {
                throw new NexusWireException($"More than {Host.Limits.MaxProviders} providers.");
            }

            if (_providerText > NexusLimits.MaxProviderText)
            {
                throw new NexusWireException($"Providers whose tokens are longer than {NexusLimits.MaxProviderText} together.");
            }
        }
    }

    private void BecomeReady()
    {
        lock (_callsGate)
        {
            if (_state == SessionState.Closed)
            {
                return;
            }

            _state = SessionState.Ready;
        }

        TellChanges();
        Host.OnReady(this);
        _ready.TrySetResult();
    }

    // Whoever changes something tells the sessions that are ready; what changed during the handshake is told here.
    private void TellChanges()
    {
        Interlocked.MemoryBarrier();
        string[] added = [.. Host.ProvidedTokens.Except(_toldProviders)];
        if (added.Length > 0)
        {
            Announce(added);
        }

        if (_toldIdentity is { } told && Host.Identity is var identity && identity != told && identity.ChangesSince(told) is { Count: > 0 } changes)
        {
            SendIdentity(NexusValue.From(changes));
        }
    }

    // Whoever waits for the session is told the code that the original gives them, with the wire's as its cause.
    private void Reject(PacketId id, NexusException error, string? localCode = null)
    {
        FrameSerializer frame = Rent();
        PacketWriter.Begin(frame.Buffer, PacketType.HandshakeReject);
        PacketWriter.Next(frame.Buffer);
        id.Write(frame.Buffer);
        PacketWriter.Next(frame.Buffer);
        ErrorWriter.Write(frame.Buffer, error);
        PacketWriter.End(frame.Buffer);
        SendHeld(frame);
        _output.Flush();
        _ = CloseAfterAsync(_output.WhenIdleAsync(), localCode is null ? error : new NexusException(localCode, error.Message, error));
    }

    private async Task CloseAfterAsync(Task written, NexusException error)
    {
        // A peer that does not read its refusal is not waited for longer than a handshake may take.
        await Task.WhenAny(written, Task.Delay(HandshakeTimeout, Host.Time)).ConfigureAwait(false);
        Close(error);
    }

    private void HandshakeTimedOut()
    {
        if (_state is not (SessionState.Ready or SessionState.Closed))
        {
            Close(new NexusException(NexusErrorCodes.HandshakeFailed, $"The session was not ready within {HandshakeTimeout.TotalSeconds:0} seconds."));
        }
    }

    private static bool NamesCapability(NexusValue capabilities) => capabilities.Kind switch
    {
        NexusKind.Array => capabilities.Items.Contains(NexusValue.From(Capability)),
        NexusKind.String => capabilities.AsString().Contains(Capability, StringComparison.Ordinal),
        _ => false,
    };

    private static NexusException ConnectDenied() => new(NexusErrorCodes.ConnectDenied, "The policy refuses the connection.");

    private void WriteIdentity(IBufferWriter<byte> output)
    {
        _toldIdentity = Host.Identity;
        ValueWriter.WritePlain(output, _toldIdentity.Metadata);
    }

    // To a peer of 0.3.1 too: it passes over what it does not know.
    private void WriteCatalogue(IBufferWriter<byte> output)
    {
        _toldProviders = Host.ProvidedTokens;
        PacketWriter.Next(output);
        PacketWriter.WriteTexts(output, [Capability]);
        PacketWriter.Next(output);
        PacketWriter.WriteTexts(output, _toldProviders);
    }

    // -- Decisions. Packets behind one wait for it, answers excepted: a policy may call the peer.

    private void Decide(NexusPeer peer, bool isIncoming, Action allowed, Action refused)
    {
        if (Host.Policy?.CanConnect is not { } rule)
        {
            allowed();
            return;
        }

        ValueTask<bool> decision = AskAsync(rule, new NexusConnectRequest(Host.Identity, peer, isIncoming));
        if (decision.IsCompletedSuccessfully)
        {
            (decision.Result ? allowed : refused)();
            return;
        }

        _decision = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = ResumeAsync(decision, allowed, refused);
    }

    private async ValueTask<bool> AskAsync(Func<NexusConnectRequest, CancellationToken, ValueTask<bool>> rule, NexusConnectRequest request)
    {
        try
        {
            return await rule(request, _closing.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A rule that throws refuses: that is its contract.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private async Task ResumeAsync(ValueTask<bool> decision, Action allowed, Action refused)
    {
        bool isAllowed = await decision.ConfigureAwait(false);
        TaskCompletionSource? done = null;
        lock (_input)
        {
            (done, _decision) = (_decision, null);
            try
            {
                if (_state != SessionState.Closed)
                {
                    (isAllowed ? allowed : refused)();
                }

                while (_decision is null && _state != SessionState.Closed && _deferred.TryDequeue(out byte[]? body))
                {
                    _deferredBytes -= body.Length;
                    OnFrame(body);
                }
            }
            catch (NexusWireException e)
            {
                Close(NexusException.Closed(e.Message));
            }

            _output.Flush();
        }

        done?.TrySetResult();
    }

    private bool Defer(ReadOnlySpan<byte> body, PacketType type)
    {
        if (_decision is null || type is PacketType.Result or PacketType.Error)
        {
            return false;
        }

        _deferred.Enqueue(body.ToArray());
        _deferredBytes += body.Length;
        return true;
    }

    private Task DecisionRoomAsync()
    {
        lock (_input)
        {
            return _decision is { } decision && _deferredBytes > MaxDeferredBytes ? decision.Task : Task.CompletedTask;
        }
    }
}
