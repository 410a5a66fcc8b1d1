using System.Buffers;
using System.Buffers.Binary;

namespace Ixt.Wire;

/// <summary>Bytes to frames and back, for all formats. Pure: never waits, never allocates, knows nothing of JSON or sockets.</summary>
public static class Framing
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    /// <summary>Tells IXT's two formats apart by the first bytes of a stream.</summary>
    /// <param name="start">The stream's bytes from its very start.</param>
    /// <param name="format">
    /// <see cref="FrameFormat.LengthLittleEndian"/> if the fourth byte is zero (a frame is smaller than 16 MiB, so its length's high byte is),
    /// <see cref="FrameFormat.Ndjson"/> otherwise (JSON text holds no zero byte).
    /// </param>
    /// <returns><see langword="false"/> while fewer than four bytes have arrived.</returns>
    public static bool TryDetect(ReadOnlySpan<byte> start, out FrameFormat format)
    {
        if (start.Length < FrameLimits.DetectionSize)
        {
            format = default;
            return false;
        }

        format = start[FrameLimits.DetectionSize - 1] == 0 ? FrameFormat.LengthLittleEndian : FrameFormat.Ndjson;
        return true;
    }

    /// <summary>Looks for one whole frame at the front of the received bytes.</summary>
    /// <param name="format">How frames are told apart.</param>
    /// <param name="buffer">Bytes received and not yet consumed.</param>
    /// <param name="maxPayload">Largest payload accepted, in bytes. Checked on the header alone, so that a hostile length never makes anyone buffer.</param>
    /// <param name="scanned">The last <see cref="FrameScan.Scanned"/> for the same front, 0 at first.</param>
    /// <returns>The same frames, and the same fault, however the bytes were cut on their way.</returns>
    public static FrameScan Scan(FrameFormat format, ReadOnlySpan<byte> buffer, int maxPayload, int scanned = 0) =>
        format == FrameFormat.Ndjson ? ScanLine(buffer, maxPayload, scanned) : ScanLength(format, buffer, maxPayload);

    /// <summary>Bytes that the format puts before a payload.</summary>
    /// <param name="format">How frames are told apart.</param>
    public static int HeaderSize(FrameFormat format) => format == FrameFormat.Ndjson ? 0 : FrameLimits.HeaderSize;

    /// <summary>Bytes that the format puts after a payload.</summary>
    /// <param name="format">How frames are told apart.</param>
    public static int TrailerSize(FrameFormat format) => format == FrameFormat.Ndjson ? 1 : 0;

    /// <summary>Writes one frame.</summary>
    /// <param name="output">Gets header, payload and trailer in one piece.</param>
    /// <param name="format">How frames are told apart.</param>
    /// <param name="payload">At least one byte; without line breaks for <see cref="FrameFormat.Ndjson"/>.</param>
    /// <param name="maxPayload">Largest payload allowed, in bytes.</param>
    /// <exception cref="FrameException">The payload is empty, too large, or holds a line break where it must not. Nothing was written.</exception>
    public static void Write(IBufferWriter<byte> output, FrameFormat format, ReadOnlySpan<byte> payload, int maxPayload = FrameLimits.MaxFrame)
    {
        ArgumentNullException.ThrowIfNull(output);
        Check(format, payload, maxPayload);
        int header = HeaderSize(format);
        int size = header + payload.Length + TrailerSize(format);
        Span<byte> frame = output.GetSpan(size)[..size];
        payload.CopyTo(frame[header..]);
        Seal(format, frame);
        output.Advance(size);
    }

    /// <summary>Checks a payload that is to be written.</summary>
    /// <param name="format">How frames are told apart.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="maxPayload">Largest payload allowed, in bytes.</param>
    /// <exception cref="FrameException">The payload is empty, too large, or holds a line break where it must not.</exception>
    public static void Check(FrameFormat format, ReadOnlySpan<byte> payload, int maxPayload)
    {
        if (payload.IsEmpty || payload.Length > maxPayload)
        {
            throw FrameException.Of(payload.IsEmpty ? FrameFault.Empty : FrameFault.TooLarge, payload.Length, maxPayload);
        }

        if (format == FrameFormat.Ndjson && HoldsLineBreak(payload))
        {
            throw FrameException.Of(FrameFault.LineBreakInside, payload.Length, maxPayload);
        }
    }

    /// <summary>Whether the bytes hold a LF or CR, which a line's payload must not.</summary>
    /// <param name="payload">The payload.</param>
    public static bool HoldsLineBreak(ReadOnlySpan<byte> payload) => payload.IndexOfAny(LineFeed, CarriageReturn) >= 0;

    /// <summary>Fills in header and trailer around a payload that stands at its place already.</summary>
    internal static void Seal(FrameFormat format, Span<byte> frame)
    {
        switch (format)
        {
            case FrameFormat.Ndjson:
                frame[^1] = LineFeed;
                break;
            case FrameFormat.LengthLittleEndian:
                BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)(frame.Length - FrameLimits.HeaderSize));
                break;
            default:
                BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)(frame.Length - FrameLimits.HeaderSize));
                break;
        }
    }

    private static FrameScan ScanLength(FrameFormat format, ReadOnlySpan<byte> buffer, int maxPayload)
    {
        if (buffer.Length < FrameLimits.HeaderSize)
        {
            return FrameScan.NeedMore(FrameLimits.HeaderSize, 0);
        }

        uint length = format == FrameFormat.LengthLittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(buffer)
            : BinaryPrimitives.ReadUInt32BigEndian(buffer);
        if (length == 0 || length > (uint)maxPayload)
        {
            return FrameScan.Bad(length == 0 ? FrameFault.Empty : FrameFault.TooLarge, length);
        }

        int size = FrameLimits.HeaderSize + (int)length;
        return buffer.Length < size
            ? FrameScan.NeedMore(size, 0)
            : FrameScan.Frame(FrameLimits.HeaderSize, (int)length, size);
    }

    private static FrameScan ScanLine(ReadOnlySpan<byte> buffer, int maxPayload, int scanned)
    {
        int found = buffer[scanned..].IndexOf(LineFeed);
        int end = found < 0 ? buffer.Length : scanned + found;

        // A CR at the very end may yet turn out to belong to the line end, so it does not count: then a fault doesn't depend on the cut.
        int length = end > 0 && buffer[end - 1] == CarriageReturn ? end - 1 : end;
        if (length > maxPayload)
        {
            return FrameScan.Bad(FrameFault.LineTooLong, length);
        }

        if (found < 0)
        {
            return FrameScan.NeedMore(buffer.Length + 1, buffer.Length);
        }

        return length == 0 ? FrameScan.Skip(end + 1) : FrameScan.Frame(0, length, end + 1);
    }
}
