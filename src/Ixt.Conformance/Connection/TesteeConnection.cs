using System.Buffers.Binary;
using System.Net.Sockets;
using System.Threading.Channels;
using Ixt.Wire;
using Framing = Ixt.Conformance.Cases.Framing;

namespace Ixt.Conformance.Connection;

/// <summary>The runner's end of the socket: raw bytes out, frames in.</summary>
/// <remarks>Reading never waits for the case: a testee that answers while the runner still sends must not be able to block both.</remarks>
internal sealed class TesteeConnection : IAsyncDisposable
{
    // Far more than any case makes a conformant testee send; a testee that never stops must not eat the machine.
    private const long MaxUnread = 512L * 1024 * 1024;
    private const int HeadBytes = 64;

    private readonly Socket _socket;
    private readonly Framing _framing;
    private readonly Channel<Incoming> _incoming = Channel.CreateUnbounded<Incoming>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly Task _reading;
    private long _unread;
    private Incoming? _last;
    private Incoming? _peeked;
    private volatile bool _hungUp;
    private volatile bool _speaksProtobuf;

    /// <summary>Takes an accepted socket over and starts reading.</summary>
    /// <param name="socket">Connected.</param>
    /// <param name="framing">What the runner speaks and the testee has to answer in.</param>
    /// <param name="conversation">Gets each arrival at once, before the case looks at it.</param>
    public TesteeConnection(Socket socket, Framing framing, Conversation conversation)
    {
        _socket = socket;
        _framing = framing;
        _reading = ReadAsync(conversation);
    }

    /// <summary>The next arrival without taking it; the end of the stream stays the next for good.</summary>
    /// <exception cref="OperationCanceledException">Nothing came in time.</exception>
    public async ValueTask<Incoming> PeekAsync(CancellationToken cancellationToken)
    {
        if (_last is not null)
        {
            return _last;
        }

        _peeked ??= await _incoming.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (_peeked is not Incoming.Frame)
        {
            _last = _peeked;
        }

        return _peeked;
    }

    /// <summary>Takes the next arrival.</summary>
    /// <exception cref="OperationCanceledException">Nothing came in time.</exception>
    public async ValueTask<Incoming> TakeAsync(CancellationToken cancellationToken)
    {
        Incoming next = await PeekAsync(cancellationToken).ConfigureAwait(false);
        _peeked = null;
        if (next is Incoming.Frame frame)
        {
            Interlocked.Add(ref _unread, -frame.Bytes.Length);
        }

        return next;
    }

    /// <summary>Puts the framing around a message; the message is sent as protobuf where the testee has chosen that.</summary>
    /// <param name="json">What has no protobuf form, a faulty message, goes out as it is: a receiver knows JSON by its first byte (IXT-PBF-004).</param>
    public byte[] Message(byte[] json) => Frame(_speaksProtobuf ? ProtobufFrames.Encode(json) : json);

    /// <summary>Puts the framing around a payload. Nothing is checked: a case may send what no sender should.</summary>
    public byte[] Frame(ReadOnlySpan<byte> payload)
    {
        byte[] frame;
        if (_framing == Framing.Ndjson)
        {
            frame = new byte[payload.Length + 1];
            payload.CopyTo(frame);
            frame[^1] = (byte)'\n';
            return frame;
        }

        frame = new byte[FrameLimits.HeaderSize + payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)payload.Length);
        payload.CopyTo(frame.AsSpan(FrameLimits.HeaderSize));
        return frame;
    }

    /// <summary>Writes bytes, in pieces of <paramref name="cut"/> bytes (0: in one).</summary>
    /// <exception cref="OperationCanceledException">The testee did not take them in time.</exception>
    /// <exception cref="SocketException">The testee closed its end.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, int cut, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            ReadOnlyMemory<byte> piece = cut > 0 && cut < bytes.Length ? bytes[..cut] : bytes;
            int sent = await _socket.SendAsync(piece, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }

    /// <summary>Closes the runner's end, or only its sending half.</summary>
    public void Close(bool both)
    {
        try
        {
            _socket.Shutdown(both ? SocketShutdown.Both : SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The testee was faster, or the case has closed it before.
        }

        if (both)
        {
            _socket.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What ends now ends because of the runner, and is not news of the testee.
        _hungUp = true;
        Close(both: true);
        await _reading.ConfigureAwait(false);
    }

    private async Task ReadAsync(Conversation conversation)
    {
        using FrameReader reader = new(_framing == Framing.Ndjson ? FrameFormat.Ndjson : FrameFormat.LengthLittleEndian);
        byte[] head = [];
        Incoming last;
        try
        {
            last = await ReadFramesAsync(reader, conversation, bytes => head = bytes).ConfigureAwait(false);
        }
        catch (FrameException e)
        {
            last = new Incoming.Fault(e.Message, HeaderOr(e, head));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // A reset, or this end was closed: for the case the stream has ended.
            last = new Incoming.End([]);
        }

        if (!_hungUp)
        {
            Tell(conversation, last);
        }

        _incoming.Writer.TryWrite(last);
        _incoming.Writer.Complete();
    }

    private async Task<Incoming> ReadFramesAsync(FrameReader reader, Conversation conversation, Action<byte[]> started)
    {
        byte[] head = [];
        while (true)
        {
            int partial = reader.PartialBytes;
            Memory<byte> room = reader.GetMemory();
            int received = await _socket.ReceiveAsync(room, SocketFlags.None).ConfigureAwait(false);
            if (received == 0)
            {
                return new Incoming.End(partial == 0 ? [] : head);
            }

            if (partial == 0)
            {
                head = room.Span[..Math.Min(received, HeadBytes)].ToArray();
                started(head);
            }

            reader.Advance(received);
            while (Next(reader) is { } bytes)
            {
                byte[] frame = _speaksProtobuf ? ProtobufFrames.Decode(bytes) : bytes;
                if (_framing != Framing.Ndjson && !_speaksProtobuf)
                {
                    // What the testee sends behind this frame is protobuf already.
                    _speaksProtobuf = ProtobufFrames.Chooses(frame);
                }

                Incoming.Frame whole = new(frame, conversation.Received(frame));
                if (Interlocked.Add(ref _unread, frame.Length) > MaxUnread)
                {
                    return new Incoming.Fault($"The testee sent more than {MaxUnread} bytes that nothing asked for.", head);
                }

                _incoming.Writer.TryWrite(whole);
            }
        }
    }

    private static void Tell(Conversation conversation, Incoming last)
    {
        switch (last)
        {
            case Incoming.Fault fault:
                conversation.MarkWrong(conversation.Received(fault.Head));
                conversation.Add(EntryKind.Event, $"the stream cannot be read on: {fault.Message}");
                break;
            case Incoming.End { Partial.Length: > 0 } end:
                conversation.Received(end.Partial);
                conversation.Add(EntryKind.Event, "the testee closed inside a frame");
                break;
            default:
                conversation.Add(EntryKind.Event, "the testee closed");
                break;
        }
    }

    private static byte[]? Next(FrameReader reader) => reader.TryRead(out ReadOnlySpan<byte> frame) ? frame.ToArray() : null;

    // A bad length says which header it was read from, wherever in the stream that stood.
    private byte[] HeaderOr(FrameException e, byte[] head)
    {
        if (_framing == Framing.Ndjson)
        {
            return head;
        }

        byte[] header = new byte[FrameLimits.HeaderSize];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)e.Actual);
        return head.AsSpan().StartsWith(header) ? head : header;
    }
}
