using System.Text.Json;

namespace Ixt.Session;

/// <summary>Checks that what a callback wrote at its place in a frame is exactly one JSON object.</summary>
/// <remarks>The writer itself refuses a second value and malformed nesting; it can't tell an object from another value.</remarks>
internal readonly ref struct JsonObjectGuard
{
    private readonly FrameSerializer _frame;
    private readonly int _depth;
    private readonly int _start;

    private JsonObjectGuard(FrameSerializer frame)
    {
        _frame = frame;
        _depth = frame.Writer.CurrentDepth;
        _start = (int)(frame.Writer.BytesCommitted + frame.Writer.BytesPending);
    }

    internal static JsonObjectGuard Start(FrameSerializer frame) => new(frame);

    /// <exception cref="InvalidOperationException">It is not.</exception>
    internal void Check(string what)
    {
        Utf8JsonWriter writer = _frame.Writer;
        if (writer.CurrentDepth != _depth)
        {
            throw new InvalidOperationException(what + " left a JSON object or array open.");
        }

        writer.Flush();
        ReadOnlySpan<byte> written = _frame.Buffer.Payload[_start..].TrimStart(" \t\r\n"u8);
        if (written.IsEmpty || written[0] != (byte)'{')
        {
            throw new InvalidOperationException(what + " is not a JSON object.");
        }

        _frame.Object(_start, _frame.Buffer.PayloadLength - _start);
    }
}
