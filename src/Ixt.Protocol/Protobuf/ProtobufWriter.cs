using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>Writes fields into a span of exactly their size, front to back, shortest form, no copy of its own.</summary>
internal ref struct ProtobufWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly int _size;
    private Span<byte> _rest;

    /// <param name="output">Gives the room at once.</param>
    /// <param name="size">What the message's own count says.</param>
    /// <exception cref="InvalidOperationException">Larger than memory can hold in one piece, which no frame may be anyway.</exception>
    public ProtobufWriter(IBufferWriter<byte> output, long size)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (size > Array.MaxLength)
        {
            throw new InvalidOperationException($"The message takes {size} bytes.");
        }

        _output = output;
        _size = (int)size;
        _rest = output.GetSpan(_size)[.._size];
    }

    /// <summary>Hands over what was written.</summary>
    public readonly void Finish()
    {
        if (!_rest.IsEmpty)
        {
            throw new InvalidOperationException("The message changed while it was written.");
        }

        _output.Advance(_size);
    }

    /// <summary>A field number with its wire type.</summary>
    public void Tag(uint tag) => Number(tag);

    /// <summary>A variable-length integer, without tag.</summary>
    public void Number(ulong value)
    {
        int i = 0;
        while (value >= 0x80)
        {
            _rest[i++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _rest[i++] = (byte)value;
        _rest = _rest[i..];
    }

    public void Number(uint tag, ulong value)
    {
        Tag(tag);
        Number(value);
    }

    public void Double(uint tag, double value)
    {
        Tag(tag);
        BinaryPrimitives.WriteDoubleLittleEndian(_rest, value);
        _rest = _rest[sizeof(double)..];
    }

    public void Text(uint tag, string value)
    {
        Tag(tag);
        Number((ulong)Encoding.UTF8.GetByteCount(value));
        _rest = _rest[Encoding.UTF8.GetBytes(value, _rest)..];
    }

    public void Bytes(uint tag, ReadOnlySpan<byte> value)
    {
        Tag(tag);
        Number((ulong)value.Length);
        value.CopyTo(_rest);
        _rest = _rest[value.Length..];
    }

    /// <summary>Bytes that may be large.</summary>
    public void Bytes(uint tag, ReadOnlyMemory<byte> value)
    {
        Tag(tag);
        Number((ulong)value.Length);
        if (_output is not ILateOutput late || !late.TryLeave(_size - _rest.Length, value))
        {
            value.Span.CopyTo(_rest);
        }

        _rest = _rest[value.Length..];
    }

    /// <summary>Tag and length of a message whose fields follow.</summary>
    public void Message(uint tag, long size)
    {
        Tag(tag);
        Number((ulong)size);
    }

    /// <summary>A <c>JsonObject</c> with text alone.</summary>
    public void Object(uint tag, JsonElement value, int level, string name)
    {
        ReadOnlySpan<byte> text = ProtobufJson.ObjectText(value, level, name);
        Message(tag, ProtobufSize.ObjectContent(value));
        Bytes(0x0A, text);
    }

    /// <summary>The same, of text that somebody has checked.</summary>
    public void ObjectText(uint tag, ReadOnlySpan<byte> text, ReadOnlySpan<BinaryMember> binary)
    {
        Message(tag, ProtobufSize.ObjectContent(text, binary));
        Bytes(ProtobufJson.JsonTag, text);
        foreach (BinaryMember member in binary)
        {
            Message(ProtobufJson.BinaryTag, ProtobufSize.Binary(member));
            Text(ProtobufJson.NameTag, member.Name);
            Bytes(ProtobufJson.ValueTag, member.Value);
        }
    }

    public void Json(uint tag, JsonElement value, int level, string name) => Bytes(tag, ProtobufJson.Text(value, level, name));

    public void Id(uint textTag, uint numberTag, RequestId id)
    {
        if (id.Text is { } text)
        {
            Text(textTag, text);
        }
        else
        {
            Number(numberTag, (ulong)id.Number);
        }
    }
}
