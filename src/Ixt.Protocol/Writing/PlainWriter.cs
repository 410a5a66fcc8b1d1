using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>Writes the parts of a plain frame, byte for byte as the platform's writer with <see cref="ProtocolJson.WriterOptions"/> does.</summary>
internal ref struct PlainWriter(IBufferWriter<byte> output)
{
    private const int MaxNumber = 32;
    private const double MaxExact = 999_999_999_999_999;

    private readonly IBufferWriter<byte> _output = output;
    private Span<byte> _span = output.GetSpan();
    private int _used;

    /// <summary>Hands what was written to the output.</summary>
    public void Flush()
    {
        _output.Advance(_used);
        _span = default;
        _used = 0;
    }

    /// <summary>Bytes that are JSON text already.</summary>
    public void Raw(scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        _used += text.Length;
    }

    public void String(string text)
    {
        ReadOnlySpan<char> chars = text;
        if (chars.ContainsAnyExceptInRange(' ', '~') || chars.IndexOfAny('"', '\\') >= 0)
        {
            Escaped(text);
            return;
        }

        Span<byte> room = Room(chars.Length + 2);
        room[0] = (byte)'"';
        Ascii.FromUtf16(chars, room[1..], out _);
        room[chars.Length + 1] = (byte)'"';
        _used += chars.Length + 2;
    }

    public void Base64(ReadOnlySpan<byte> bytes)
    {
        int length = System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        Span<byte> room = Room(length + 2);
        room[0] = (byte)'"';
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, room[1..], out _, out _);
        room[length + 1] = (byte)'"';
        _used += length + 2;
    }

    /// <summary>An object's text with more members behind its own.</summary>
    public void Object(scoped ReadOnlySpan<byte> text, scoped ReadOnlySpan<BinaryMember> binary)
    {
        if (binary.IsEmpty)
        {
            Raw(text);
            return;
        }

        Raw(text[..^1]);
        bool isFirst = text.Length == "{}".Length;
        foreach (BinaryMember member in binary)
        {
            Raw(isFirst ? ""u8 : ","u8);
            isFirst = false;
            String(member.Name);
            Raw(":"u8);
            Base64(member.Value.Span);
        }

        Raw("}"u8);
    }

    public void Integer(long number)
    {
        Utf8Formatter.TryFormat(number, Room(MaxNumber), out int written);
        _used += written;
    }

    public void Number(double number)
    {
        if (number > 0 && number <= MaxExact && number == Math.Truncate(number))
        {
            Integer((long)number);
            return;
        }

        if (!double.IsFinite(number))
        {
            throw new ArgumentException($"JSON has no number {number}.", nameof(number));
        }

        Utf8Formatter.TryFormat(number, Room(MaxNumber), out int written);
        _used += written;
    }

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Id(RequestId id)
    {
        if (id.Text is { } text)
        {
            String(text);
        }
        else
        {
            Integer(id.Number);
        }
    }

    // Rare: the platform's writer decides what has to be escaped, and how.
    private void Escaped(string text)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, ProtocolJson.WriterOptions);
        writer.WriteStringValue(text);
        writer.Flush();
        Raw(buffer.WrittenSpan);
    }

    private Span<byte> Room(int size)
    {
        if (_span.Length - _used < size)
        {
            _output.Advance(_used);
            _used = 0;
            _span = _output.GetSpan(size);
        }

        return _span[_used..];
    }
}
