using System.Buffers;
using System.Buffers.Text;

namespace Ixt.Nexus;

/// <summary>The id of a peer's request, echoed as it came: usually a whole number, but any JSON value goes.</summary>
internal readonly struct PacketId
{
    private readonly long _number;
    private readonly byte[]? _raw;

    internal PacketId(ReadOnlySpan<byte> raw)
    {
        // A leading zero is no JSON, and "-0" is not the number 0: what is left is echoed by its digits.
        if (raw.Length is > 0 and <= 15 && raw[0] is >= (byte)'0' and <= (byte)'9' && Utf8Parser.TryParse(raw, out long number, out int used) && used == raw.Length)
        {
            _number = number;
        }
        else
        {
            _raw = raw.IsEmpty ? "null"u8.ToArray() : raw.ToArray();
        }
    }

    /// <summary>The number, if it is one that this side gives out; else -1.</summary>
    internal long Number => _raw is null ? _number : -1;

    internal bool Is(ReadOnlySpan<byte> raw) => new PacketId(raw) is var other && (_raw is null ? other._raw is null && other._number == _number : _raw.AsSpan().SequenceEqual(other._raw));

    internal void Write(IBufferWriter<byte> output)
    {
        if (_raw is null)
        {
            PacketWriter.WriteInteger(output, _number);
        }
        else
        {
            JsonText.Write(output, _raw);
        }
    }
}
