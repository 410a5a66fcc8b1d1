using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>A JSON value by implicit conversion, for the short forms: <c>Success(("count", 3), ("payload", bytes))</c>.</summary>
/// <remarks>Bytes become base64 text (IXT-ENV-017). <c>default</c> is JSON <c>null</c>.</remarks>
public readonly struct FieldValue
{
    private const int LargeBytes = 1024;

    private readonly Kind _kind;
    private readonly long _number;
    private readonly object? _object;
    private readonly ReadOnlyMemory<byte> _bytes;

    private FieldValue(Kind kind, long number = 0, object? value = null, ReadOnlyMemory<byte> bytes = default)
    {
        _kind = kind;
        _number = number;
        _object = value;
        _bytes = bytes;
    }

    private enum Kind : byte
    {
        Null,
        String,
        Integer,
        Double,
        Boolean,
        Bytes,
        Element,
        Node,
        Decimal,
        Strings,
    }

    /// <summary>A string; <see langword="null"/> is JSON <c>null</c>.</summary>
    /// <param name="value">Any text.</param>
    public static implicit operator FieldValue(string? value) => value is null ? default : new(Kind.String, value: value);

    /// <summary>An integer.</summary>
    /// <param name="value">Any; peers in JavaScript are exact up to 2^53 only.</param>
    public static implicit operator FieldValue(long value) => new(Kind.Integer, value);

    /// <summary>An integer.</summary>
    /// <param name="value">Any.</param>
    public static implicit operator FieldValue(int value) => new(Kind.Integer, value);

    /// <summary>A number.</summary>
    /// <param name="value">Finite: JSON has no other numbers.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is infinite or not a number.</exception>
    public static implicit operator FieldValue(double value) =>
        double.IsFinite(value)
            ? new(Kind.Double, BitConverter.DoubleToInt64Bits(value))
            : throw new ArgumentException($"JSON has no number {value}.", nameof(value));

    /// <summary>A number, with all of its digits.</summary>
    /// <param name="value">Any; peers in JavaScript read the nearest double.</param>
    public static implicit operator FieldValue(decimal value) => new(Kind.Decimal, value: value);

    /// <summary>An integer; <see langword="null"/> is JSON <c>null</c>.</summary>
    /// <param name="value">Any.</param>
    public static implicit operator FieldValue(long? value) => value is { } number ? number : default(FieldValue);

    /// <summary>An integer; <see langword="null"/> is JSON <c>null</c>.</summary>
    /// <param name="value">Any.</param>
    public static implicit operator FieldValue(int? value) => value is { } number ? number : default(FieldValue);

    /// <summary>A number; <see langword="null"/> is JSON <c>null</c>.</summary>
    /// <param name="value">Finite.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is infinite or not a number.</exception>
    public static implicit operator FieldValue(double? value) => value is { } number ? number : default(FieldValue);

    /// <summary>A boolean; <see langword="null"/> is JSON <c>null</c>.</summary>
    /// <param name="value">Any.</param>
    public static implicit operator FieldValue(bool? value) => value is { } flag ? flag : default(FieldValue);

    /// <summary>A list of texts.</summary>
    /// <param name="value">Not copied: read when the result is built. <see langword="null"/> is JSON <c>null</c>.</param>
    public static implicit operator FieldValue(string[]? value) => value is null ? default : new(Kind.Strings, value: value);

    /// <summary>A boolean.</summary>
    /// <param name="value">Either.</param>
    public static implicit operator FieldValue(bool value) => new(Kind.Boolean, value ? 1 : 0);

    /// <summary>Bytes, as base64 text.</summary>
    /// <param name="value">Not copied: read when the result is built.</param>
    public static implicit operator FieldValue(byte[]? value) => value is null ? default : new(Kind.Bytes, bytes: value);

    /// <summary>Bytes, as base64 text.</summary>
    /// <param name="value">Not copied: read when the result is built.</param>
    public static implicit operator FieldValue(ReadOnlyMemory<byte> value) => new(Kind.Bytes, bytes: value);

    /// <summary>Any JSON value.</summary>
    /// <param name="value">Its document must live until the result is built.</param>
    public static implicit operator FieldValue(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? default : new(Kind.Element, value: value);

    /// <summary>Any JSON value.</summary>
    /// <param name="value">Not copied: read when the result is built.</param>
    public static implicit operator FieldValue(JsonNode? value) => value is null ? default : new(Kind.Node, value: value);

    /// <summary>Any value, as its source-generated contract writes it.</summary>
    /// <typeparam name="T">The value's type, for example a list.</typeparam>
    /// <param name="value">Written now.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.ListOrder</c>.</param>
    public static FieldValue Of<T>(T value, JsonTypeInfo<T> contract) => JsonSerializer.SerializeToElement(value, contract);

    /// <summary>Whether all values are of the kinds that need no <see cref="Utf8JsonWriter"/>.</summary>
    /// <param name="members">Names and values.</param>
    /// <param name="large">How many are bytes that are better not turned into text before the frame is written; none if a name stands twice.</param>
    internal static bool IsPlain(ReadOnlySpan<(string Name, FieldValue Value)> members, out int large)
    {
        large = 0;
        bool isUnique = true;
        for (int i = 0; i < members.Length; i++)
        {
            FieldValue value = members[i].Value;
            if (value._kind is not (Kind.Null or Kind.String or Kind.Integer or Kind.Double or Kind.Boolean or Kind.Bytes))
            {
                return false;
            }

            large += value.IsLarge ? 1 : 0;
            for (int j = 0; j < i && isUnique; j++)
            {
                isUnique = !string.Equals(members[j].Name, members[i].Name, StringComparison.Ordinal);
            }
        }

        // Of equal names the last counts, and large members go behind all others.
        large = isUnique ? large : 0;
        return true;
    }

    /// <param name="writer">Gets the object.</param>
    /// <param name="members">Names and values, for which <see cref="IsPlain"/>.</param>
    /// <param name="large">Gets those that are large, if it has room for any; the text leaves them out then.</param>
    internal static void WritePlain(ref PlainWriter writer, ReadOnlySpan<(string Name, FieldValue Value)> members, Span<BinaryMember> large)
    {
        bool isSplit = large.Length > 0;
        int taken = 0;
        ReadOnlySpan<byte> separator = "{"u8;
        foreach ((string name, FieldValue value) in members)
        {
            if (isSplit && value.IsLarge)
            {
                large[taken++] = new BinaryMember(name, OwnBytes.Copy(value._bytes.Span));
                continue;
            }

            writer.Raw(separator);
            writer.String(name);
            writer.Raw(":"u8);
            value.WritePlain(ref writer);
            separator = ","u8;
        }

        writer.Raw(separator[0] == (byte)'{' ? "{}"u8 : "}"u8);
    }

    private bool IsLarge => _kind == Kind.Bytes && _bytes.Length >= LargeBytes;

    private void WritePlain(ref PlainWriter writer)
    {
        switch (_kind)
        {
            case Kind.String:
                writer.String((string)_object!);
                break;
            case Kind.Integer:
                writer.Integer(_number);
                break;
            case Kind.Double:
                writer.Number(BitConverter.Int64BitsToDouble(_number));
                break;
            case Kind.Boolean:
                writer.Boolean(_number != 0);
                break;
            case Kind.Bytes:
                writer.Base64(_bytes.Span);
                break;
            default:
                writer.Raw("null"u8);
                break;
        }
    }

    internal static void WriteObject(Utf8JsonWriter writer, ReadOnlySpan<(string Name, FieldValue Value)> members)
    {
        writer.WriteStartObject();
        foreach ((string name, FieldValue value) in members)
        {
            writer.WritePropertyName(name);
            value.Write(writer);
        }

        writer.WriteEndObject();
    }

    internal void Write(Utf8JsonWriter writer)
    {
        switch (_kind)
        {
            case Kind.String:
                writer.WriteStringValue((string)_object!);
                break;
            case Kind.Integer:
                writer.WriteNumberValue(_number);
                break;
            case Kind.Double:
                writer.WriteNumberValue(BitConverter.Int64BitsToDouble(_number));
                break;
            case Kind.Boolean:
                writer.WriteBooleanValue(_number != 0);
                break;
            case Kind.Bytes:
                writer.WriteBase64StringValue(_bytes.Span);
                break;
            case Kind.Element:
                ((JsonElement)_object!).WriteTo(writer);
                break;
            case Kind.Node:
                ((JsonNode)_object!).WriteTo(writer);
                break;
            case Kind.Decimal:
                writer.WriteNumberValue((decimal)_object!);
                break;
            case Kind.Strings:
                writer.WriteStartArray();
                foreach (string? text in (string?[])_object!)
                {
                    writer.WriteStringValue(text);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
