using System.Buffers.Binary;
using System.Text.Unicode;

namespace Ixt.Protocol;

/// <summary>Walks the fields of one message. Every length is checked against what is there before anything is made of it; nothing recurses.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> content)
{
    /// <summary>How deep fields of the old group form may nest in each other; no message of the protocol has one.</summary>
    public const int MaxGroups = 64;

    private const int Varint = 0;
    private const int Fixed64Bits = 1;
    private const int LengthDelimited = 2;
    private const int StartGroup = 3;
    private const int EndGroup = 4;
    private const int Fixed32Bits = 5;

    private ReadOnlySpan<byte> _rest = content;

    /// <summary>Moves to the next field. After each <see langword="true"/>, read its value or <see cref="Skip"/> it, once.</summary>
    /// <param name="tag">Field number × 8 + wire type.</param>
    /// <exception cref="ProtocolViolationException">The bytes are not a protobuf message.</exception>
    public bool Next(out uint tag)
    {
        if (_rest.IsEmpty)
        {
            tag = 0;
            return false;
        }

        // Most fields of the protocol have numbers up to 15.
        byte first = _rest[0];
        if (first is >= 8 and < 0x80)
        {
            _rest = _rest[1..];
            tag = first;
            return true;
        }

        ulong value = Number().Bits;
        if (value is < 8 or > uint.MaxValue)
        {
            throw ProtocolViolationException.NotProtobuf("a field has no valid number");
        }

        tag = (uint)value;
        return true;
    }

    /// <summary>The content of a length-delimited field.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        ulong length = Number().Bits;
        if (length > (ulong)_rest.Length)
        {
            throw ProtocolViolationException.NotProtobuf("a field is longer than what is left of the message");
        }

        ReadOnlySpan<byte> bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return bytes;
    }

    /// <summary>The same, of a bytes field: of several the last counts.</summary>
    public ProtobufSlice Slice() => new(Bytes());

    /// <summary>The same, of a string field. Whoever uses the last of several will check it; the others must be text as well.</summary>
    /// <param name="earlier">The one read before, if any.</param>
    public ProtobufSlice Text(ProtobufSlice earlier)
    {
        IsText(earlier.Bytes);
        return Slice();
    }

    /// <summary>An id that is text.</summary>
    /// <param name="earlier">The one read before, if any.</param>
    public ProtobufId TextId(ProtobufId earlier)
    {
        IsText(earlier.Text);
        return new ProtobufId(Bytes());
    }

    /// <summary>An id that is a number.</summary>
    /// <param name="earlier">The one read before, if any.</param>
    public ProtobufId NumberId(ProtobufId earlier)
    {
        IsText(earlier.Text);
        return new ProtobufId(Number().Bits);
    }

    /// <summary>The same, of a message. Several would have to be merged, which no writer needs: refused.</summary>
    /// <param name="earlier">The one read before, if any.</param>
    /// <param name="parent">Pointer to the message that is read.</param>
    /// <param name="member">The member as a pointer, with its slash.</param>
    public ProtobufSlice Once(ProtobufSlice earlier, string parent, string member) =>
        earlier.IsPresent ? throw ProtocolViolationException.At(new JsonPath(parent, member), "there once") : Slice();

    /// <summary>A variable-length integer.</summary>
    public ProtobufNumber Number()
    {
        ulong value = 0;
        int count = Math.Min(_rest.Length, 10);
        for (int i = 0; i < count; i++)
        {
            byte b = _rest[i];
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return new ProtobufNumber(value);
            }
        }

        throw ProtocolViolationException.NotProtobuf(count == 10 ? "an integer is longer than 10 bytes" : "it ends inside a field");
    }

    /// <summary>Eight bytes, little-endian.</summary>
    public ProtobufNumber Fixed64()
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        return new ProtobufNumber(value);
    }

    /// <summary>Passes over the value of a field that nobody here knows.</summary>
    public void Skip(uint tag)
    {
        Span<uint> open = stackalloc uint[MaxGroups];
        int depth = 0;
        do
        {
            uint field = tag >> 3;
            switch (tag & 7)
            {
                case Varint:
                    Number();
                    break;
                case Fixed64Bits:
                    Take(8);
                    break;
                case LengthDelimited:
                    Bytes();
                    break;
                case Fixed32Bits:
                    Take(4);
                    break;
                case StartGroup when depth < MaxGroups:
                    open[depth++] = field;
                    break;
                case StartGroup:
                    throw ProtocolViolationException.NotProtobuf($"groups nest deeper than {MaxGroups}");
                case EndGroup when depth > 0 && open[depth - 1] == field:
                    depth--;
                    break;
                case EndGroup:
                    throw ProtocolViolationException.NotProtobuf("a group ends that has not begun");
                default:
                    throw ProtocolViolationException.NotProtobuf($"a field has the wire type {tag & 7}");
            }

            if (depth > 0 && !Next(out tag))
            {
                throw ProtocolViolationException.NotProtobuf("it ends inside a group");
            }
        }
        while (depth > 0);
    }

    private static void IsText(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw ProtocolViolationException.NotProtobuf("a string is not valid UTF-8");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw ProtocolViolationException.NotProtobuf("it ends inside a field");
        }

        ReadOnlySpan<byte> bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }
}
