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

    private FrameSerializer()
    {
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
        Writer.Reset(Buffer);
        Length = 0;
    }

    /// <summary>Completes the frame.</summary>
    /// <exception cref="FrameException">It is too large.</exception>
    internal void Finish(FrameFormat format, int maxFrame)
    {
        Writer.Flush();
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

    internal void Return()
    {
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
