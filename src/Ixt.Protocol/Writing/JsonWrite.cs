using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>Writes free-form JSON members byte for byte.</summary>
internal static class JsonWrite
{
    private static readonly SearchValues<byte> s_lineBreaks = SearchValues.Create("\r\n"u8);

    public static void Object(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidOperationException(
                $"{System.Text.Encoding.UTF8.GetString(name)} must be a JSON object, and is {value.ValueKind}.");
        }

        Element(writer, name, value);
    }

    /// <summary>
    /// Writes the value's own text, not a re-encoding: numbers keep their digits. Line breaks between tokens are dropped: a value that came
    /// in a length frame may go out on a line.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// A string or name in it has an escaped lone surrogate, which nobody may send (IXT-ENV-015), or it nests too deep for a frame (IXT-LIM-001).
    /// </exception>
    public static void Element(Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement value)
    {
        writer.WritePropertyName(name);
        ReadOnlySpan<byte> text = JsonMarshal.GetRawUtf8Value(value);
        if (!JsonText.IsUnicode(text))
        {
            throw new InvalidOperationException($"{System.Text.Encoding.UTF8.GetString(name)} holds a lone surrogate, which is not Unicode text.");
        }

        int room = ProtocolJson.MaxDepth - writer.CurrentDepth;
        if (JsonText.IsDeeper(text, room))
        {
            throw new InvalidOperationException(
                $"{System.Text.Encoding.UTF8.GetString(name)} nests deeper than the {room} levels that are left to it in a frame of {ProtocolJson.MaxDepth}.");
        }

        if (!text.ContainsAny(s_lineBreaks))
        {
            writer.WriteRawValue(text, skipInputValidation: true);
            return;
        }

        // Inside a JSON string a line break is always escaped, so every raw one is white space between tokens.
        byte[] rented = ArrayPool<byte>.Shared.Rent(text.Length);
        int length = 0;
        foreach (byte b in text)
        {
            if (b is not ((byte)'\r' or (byte)'\n'))
            {
                rented[length++] = b;
            }
        }

        writer.WriteRawValue(rented.AsSpan(0, length), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
