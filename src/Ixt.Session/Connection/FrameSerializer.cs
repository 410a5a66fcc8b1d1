using System.Buffers;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session;

/// <summary>
/// Writes one frame at a time into a pooled buffer. Kept per thread, so that a frame costs no allocation; taken out of its
/// place while in use, because what a handler writes may itself send something.
/// </summary>
internal sealed class FrameSerializer
{
    internal const int MaxDepth = ProtocolJson.MaxDepth;

    // A frame larger than this keeps no array in the per-thread cache.
    private const int RetainedCapacity = 128 * 1024;

    [ThreadStatic]
    private static FrameSerializer? t_cached;

    private readonly FrameOutput _output;
    private FrameEnvelope _envelope;
    private int _objectStart;
    private int _objectLength;
    private bool _isProtobuf;

    private FrameSerializer()
    {
        _output = new FrameOutput(Buffer);

        // Validating, because handlers and callers write a part of each frame: what they get wrong must not reach the wire.
        Writer = new Utf8JsonWriter(Buffer, ProtocolJson.WriterOptions with { SkipValidation = false, MaxDepth = MaxDepth });
    }

    internal FrameBuffer Buffer { get; } = new();

    internal Utf8JsonWriter Writer { get; }

    /// <summary>Length of the finished frame, header and trailer included.</summary>
    internal int Length { get; private set; }

    internal static FrameSerializer Rent(FrameFormat format, int maxFrame)
    {
        FrameSerializer serializer = t_cached ?? new FrameSerializer();
        t_cached = null;
        serializer.Restart(format, maxFrame);
        return serializer;
    }

    internal void Restart(FrameFormat format, int maxFrame)
    {
        Buffer.Begin(format, maxFrame);
        _output.Begin(format);
        Writer.Reset(Buffer);
        Length = 0;
        _envelope = default;
        _objectLength = 0;
        _isProtobuf = false;
    }

    /// <summary>Writes a whole message.</summary>
    internal void Write(IProtocolMessage message, bool asProtobuf)
    {
        _isProtobuf = asProtobuf;
        if (asProtobuf)
        {
            message.WriteProtobuf(_output);
        }
        else
        {
            message.WriteTo(_output);
        }
    }

    /// <summary>Writes a whole success whose data is JSON text that needs no check, and bytes.</summary>
    internal void WriteSuccess(RequestId id, ReadOnlySpan<byte> data, ReadOnlySpan<BinaryMember> binary, bool isService, bool asProtobuf)
    {
        _isProtobuf = asProtobuf;
        if (asProtobuf)
        {
            new FrameEnvelope(isService ? EnvelopeKind.ServiceResponse : EnvelopeKind.Response, id).WriteProtobuf(_output, data, binary);
        }
        else
        {
            ResponseWriter.WriteSuccess(_output, id, data, binary, isService);
        }
    }

    /// <summary>Says what stands around the object that is about to be written, so that it need not be read again for protobuf.</summary>
    internal void Envelope(in FrameEnvelope envelope) => _envelope = envelope;

    /// <summary>Says where in the payload that object stands.</summary>
    internal void Object(int start, int length) => (_objectStart, _objectLength) = (start, length);

    /// <summary>Large bytes of the frame that are not in the buffer yet.</summary>
    internal LateBytes Late => _output.Late;

    /// <summary>Fills those in.</summary>
    internal void FillLate() => _output.Fill();

    /// <summary>Completes the frame.</summary>
    /// <param name="format">The framing.</param>
    /// <param name="maxFrame">In bytes.</param>
    /// <param name="protobuf">Whose frame it is, if it is to go out as protobuf; <see langword="null"/> for JSON.</param>
    /// <exception cref="FrameException">It is too large.</exception>
    /// <exception cref="InvalidOperationException">What was written as JSON is not a message.</exception>
    internal void Finish(FrameFormat format, int maxFrame, FrameSide? protobuf = null)
    {
        Writer.Flush();
        if (protobuf is { } side && !_isProtobuf)
        {
            ToProtobuf(format, maxFrame, side);
        }

        if (format == FrameFormat.Ndjson && Framing.HoldsLineBreak(Buffer.Payload))
        {
            // Only raw JSON that user code passed through holds line breaks: written anew, which is slow and rare.
            using JsonDocument document = JsonDocument.Parse(Buffer.Payload.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth });
            Restart(format, maxFrame);
            document.WriteTo(Writer);
            Writer.Flush();
        }

        Length = Buffer.Finish().Length;
    }

    private void ToProtobuf(FrameFormat format, int maxFrame, FrameSide side)
    {
        if (_envelope.Kind == EnvelopeKind.None || _objectLength == 0)
        {
            // An error, or something rare: read and written anew.
            IProtocolMessage message = Read(side, Buffer.Payload);
            Restart(format, maxFrame);
            Write(message, asProtobuf: true);
            return;
        }

        FrameEnvelope envelope = _envelope;
        int length = _objectLength;
        byte[] json = ArrayPool<byte>.Shared.Rent(length);
        Buffer.Payload.Slice(_objectStart, length).CopyTo(json);
        Restart(format, maxFrame);
        _isProtobuf = true;
        envelope.WriteProtobuf(Buffer, json.AsSpan(0, length), []);
        ArrayPool<byte>.Shared.Return(json);
    }

    private static IProtocolMessage Read(FrameSide side, ReadOnlySpan<byte> json)
    {
        try
        {
            return side == FrameSide.Module ? ModuleFrame.Read(json) : RuntimeFrame.Read(json);
        }
        catch (ProtocolViolationException e)
        {
            throw new InvalidOperationException(e.Message, e);
        }
    }

    internal void Return()
    {
        _output.Begin(FrameFormat.Ndjson);
        if (Buffer.Capacity > RetainedCapacity)
        {
            Buffer.Dispose();
        }

        if (t_cached is null)
        {
            t_cached = this;
        }
        else
        {
            Buffer.Dispose();
        }
    }
}
