using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Ixt.Protocol;

/// <summary>The free-form JSON in a protobuf message: text, and beside it members whose value is bytes.</summary>
internal static class ProtobufJson
{
    internal const uint JsonTag = 0x0A;
    internal const uint BinaryTag = 0x12;
    internal const uint NameTag = 0x0A;
    internal const uint ValueTag = 0x12;

    /// <summary>An object.</summary>
    /// <param name="value">A <c>JsonObject</c>.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="level">Nesting level of the object that it is a member of; a frame is level 1.</param>
    public static JsonElement Object(ProtobufSlice value, JsonPath path, int level)
    {
        if (!value.IsPresent)
        {
            throw ProtocolViolationException.Missing(path);
        }

        int binary = Scan(value.Bytes, path, out ReadOnlySpan<byte> text);
        JsonElement element = Parse(text, path, level);
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw ProtocolViolationException.At(path, "a JSON object");
        }

        return binary == 0 ? element : WithBinary(JsonMarshal.GetRawUtf8Value(element), value.Bytes, path);
    }

    /// <summary>An object that is parsed, and whose binary members become text, when somebody looks at it.</summary>
    /// <param name="value">As for <see cref="Object"/>.</param>
    /// <param name="path">As for <see cref="Object"/>.</param>
    /// <param name="level">As for <see cref="Object"/>.</param>
    public static FreeObject FreeObject(ProtobufSlice value, JsonPath path, int level)
    {
        if (value.IsPresent && Scan(value.Bytes, path, out ReadOnlySpan<byte> text) is var binary && binary > 0 && text.SequenceEqual("{}"u8))
        {
            return Protocol.FreeObject.OfProtobuf(OwnBytes.Copy(value.Bytes));
        }

        return new FreeObject(Object(value, path, level));
    }

    /// <summary>The element that a <c>JsonObject</c> stands for which <see cref="FreeObject"/> has checked.</summary>
    public static JsonElement Element(ReadOnlySpan<byte> content) => WithBinary("{}"u8, content, default);

    /// <summary>The bytes of a binary member of such an object; of a name that stands twice, the last.</summary>
    public static bool TryGetBinary(ReadOnlyMemory<byte> content, ReadOnlySpan<byte> name, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        bool isThere = false;
        ProtobufReader fields = new(content.Span);
        while (fields.Next(out uint tag))
        {
            if (tag != BinaryTag)
            {
                fields.Skip(tag);
            }
            else if (fields.Bytes() is var field && Member(field, default) is var member && member.Name.SequenceEqual(name))
            {
                content.Span.Overlaps(member.Value, out int at);
                bytes = content.Slice(at, member.Value.Length);
                isThere = true;
            }
        }

        return isThere;
    }

    /// <summary>Any value, as JSON text; <see langword="null"/> for the text <c>null</c>, which receivers take for not there.</summary>
    public static JsonElement? Element(ProtobufSlice value, JsonPath path, int level)
    {
        if (!value.IsPresent)
        {
            return null;
        }

        JsonElement element = Parse(value.Bytes, path, level);
        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    /// <summary>The value's own text, checked for what nobody may send.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="level">Nesting level of the object that it is a member of.</param>
    /// <param name="name">The member, for the exception.</param>
    /// <exception cref="InvalidOperationException">Not JSON, a lone surrogate, or nested too deep for a frame.</exception>
    public static ReadOnlySpan<byte> Text(JsonElement value, int level, string name)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            throw new InvalidOperationException($"{name} must be a JSON value, and is none.");
        }

        ReadOnlySpan<byte> text = JsonMarshal.GetRawUtf8Value(value);
        if (!JsonText.IsUnicode(text))
        {
            throw new InvalidOperationException($"{name} holds a lone surrogate, which is not Unicode text.");
        }

        int room = ProtocolJson.MaxDepth - level;
        return !JsonText.IsDeeper(text, room)
            ? text
            : throw new InvalidOperationException($"{name} nests deeper than the {room} levels that are left to it in a frame of {ProtocolJson.MaxDepth}.");
    }

    /// <summary>The same, of a member that must be an object.</summary>
    public static ReadOnlySpan<byte> ObjectText(JsonElement value, int level, string name) => value.ValueKind == JsonValueKind.Object
        ? Text(value, level, name)
        : throw new InvalidOperationException($"{name} must be a JSON object, and is {value.ValueKind}.");

    private static JsonElement Parse(ReadOnlySpan<byte> text, JsonPath path, int level)
    {
        if (!Utf8.IsValid(text))
        {
            throw ProtocolViolationException.At(path, "JSON text in UTF-8");
        }

        int room = ProtocolJson.MaxDepth - level;
        try
        {
            JsonElement element = JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = room });
            return JsonText.IsUnicode(text) ? element : throw ProtocolViolationException.NotUnicode(path);
        }
        catch (JsonException e)
        {
            throw ProtocolViolationException.At(path, $"JSON nested at most {room} deep", e);
        }
    }

    // The members go to the end of the object: of a name that stands twice, the last counts (IXT-ENV-009).
    private static JsonElement WithBinary(ReadOnlySpan<byte> text, ReadOnlySpan<byte> content, JsonPath path)
    {
        ReadOnlySpan<byte> head = text[..^1].TrimEnd(" \t\r\n"u8);
        ArrayBufferWriter<byte> merged = new(text.Length + content.Length + (content.Length / 2));
        merged.Write(head);
        bool isFirst = head.Length == 1;
        ProtobufReader fields = new(content);
        while (fields.Next(out uint tag))
        {
            if (tag != BinaryTag)
            {
                fields.Skip(tag);
                continue;
            }

            if (!isFirst)
            {
                merged.Write(","u8);
            }

            isFirst = false;
            Write(merged, Member(fields.Bytes(), path), path);
        }

        merged.Write("}"u8);
        return JsonElement.Parse(merged.WrittenSpan);
    }

    // Finds the text, and checks and counts the members beside it.
    private static int Scan(ReadOnlySpan<byte> content, JsonPath path, out ReadOnlySpan<byte> text)
    {
        text = "{}"u8;
        int binary = 0;
        ProtobufReader fields = new(content);
        while (fields.Next(out uint tag))
        {
            switch (tag)
            {
                case JsonTag:
                    text = fields.Bytes();
                    break;
                case BinaryTag:
                    ProtobufRead.String(Member(fields.Bytes(), path).Name, path);
                    binary++;
                    break;
                default:
                    fields.Skip(tag);
                    break;
            }
        }

        return binary;
    }

    private static NamedBytes Member(ReadOnlySpan<byte> content, JsonPath path)
    {
        ProtobufSlice name = default;
        ProtobufSlice value = default;
        ProtobufReader fields = new(content);
        while (fields.Next(out uint tag))
        {
            switch (tag)
            {
                case NameTag:
                    name = fields.Text(name);
                    break;
                case ValueTag:
                    value = fields.Slice();
                    break;
                default:
                    fields.Skip(tag);
                    break;
            }
        }

        if (!name.IsPresent || !value.IsPresent)
        {
            throw ProtocolViolationException.At(path, "an object whose binary members have a name and a value");
        }

        return new NamedBytes(name.Bytes, value.Bytes);
    }

    private static void Write(ArrayBufferWriter<byte> merged, NamedBytes member, JsonPath path)
    {
        merged.Write("\""u8);
        merged.Write(JsonEncodedText.Encode(ProtobufRead.String(member.Name, path), ProtocolJson.WriterOptions.Encoder).EncodedUtf8Bytes);
        merged.Write("\":\""u8);
        int length = System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(member.Value.Length);
        System.Buffers.Text.Base64.EncodeToUtf8(member.Value, merged.GetSpan(length), out _, out int written);
        merged.Advance(written);
        merged.Write("\""u8);
    }

    private readonly ref struct NamedBytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        public ReadOnlySpan<byte> Name { get; } = name;

        public ReadOnlySpan<byte> Value { get; } = value;
    }
}
