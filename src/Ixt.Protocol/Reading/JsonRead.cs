using System.Buffers.Text;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>From a value in a frame to what the schema says it is, or a violation that names it.</summary>
internal static class JsonRead
{
    /// <summary>Checks that a value is an object whose members can be walked.</summary>
    public static void Object(JsonSlice value, JsonPath path)
    {
        if (value.Type != JsonTokenType.StartObject)
        {
            throw Fault(value, path, "an object");
        }
    }

    public static void Array(JsonSlice value, JsonPath path)
    {
        if (value.Type != JsonTokenType.StartArray)
        {
            throw Fault(value, path, "an array");
        }
    }

    public static void Constant(JsonSlice value, JsonPath path, ReadOnlySpan<byte> expected, string description)
    {
        if (!value.IsString(expected))
        {
            throw Fault(value, path, description);
        }
    }

    public static void Constant(JsonSlice value, JsonPath path, bool expected)
    {
        if (value.Type != (expected ? JsonTokenType.True : JsonTokenType.False))
        {
            throw Fault(value, path, expected ? "true" : "false");
        }
    }

    public static RequestId RequestId(JsonSlice value, JsonPath path) =>
        Protocol.RequestId.TryRead(value, out RequestId id)
            ? id
            : throw Fault(value, path, "a string of 1 to 128 characters or an integer from 0 to 2^53-1");

    public static RequestId? NullableRequestId(JsonSlice value, JsonPath path) =>
        value.Type == JsonTokenType.Null ? null : RequestId(value, path);

    public static string String(JsonSlice value, JsonPath path, int minLength = 0, int maxLength = int.MaxValue)
    {
        if (value.Type != JsonTokenType.String)
        {
            throw Fault(value, path, "a string");
        }

        if (!JsonText.TryString(value, out string? text))
        {
            throw ProtocolViolationException.NotUnicode(path);
        }

        if (text.Length < minLength || text.Length > maxLength)
        {
            throw ProtocolViolationException.At(
                path,
                maxLength == int.MaxValue ? $"a string of at least {minLength} characters" : $"a string of {minLength} to {maxLength} characters");
        }

        return text;
    }

    public static ReadOnlyMemory<byte> Bytes(JsonSlice value, JsonPath path)
    {
        if (value.Type != JsonTokenType.String)
        {
            throw Fault(value, path, "a string");
        }

        ReadOnlySpan<byte> base64 = JsonText.Unescape(value.Text, value.IsEscaped);
        bool isLoneSurrogate = value.IsEscaped && base64.IsEmpty;
        return !isLoneSurrogate && StrictBase64.TryDecode(base64, out byte[]? bytes) ? bytes : throw ProtocolViolationException.NotBase64(path);
    }

    public static long Integer(JsonSlice value, JsonPath path, long minimum, long maximum) =>
        value.Type == JsonTokenType.Number && TryInteger(value, out long number) && number >= minimum && number <= maximum
            ? number
            : throw Fault(value, path, $"an integer from {minimum} to {maximum}");

    public static double Number(JsonSlice value, JsonPath path, double minimum, double maximum)
    {
        // Most are whole, as times in seconds; these few digits are exact in a double.
        if (value.Type == JsonTokenType.Number && value.Text.Length <= 15 && value.Text[0] != (byte)'-' && TryInteger(value, out long whole) && whole >= minimum && whole <= maximum)
        {
            return whole;
        }

        // A number too large for a double reads as infinity, which no peer could send back.
        if (value.Type == JsonTokenType.Number
            && Utf8Parser.TryParse(value.Text, out double number, out int consumed)
            && consumed == value.Text.Length
            && double.IsFinite(number)
            && number >= minimum
            && number <= maximum)
        {
            return number;
        }

        throw Fault(value, path, minimum == double.MinValue ? "a number" : $"a number of at least {minimum}");
    }

    public static bool Boolean(JsonSlice value, JsonPath path) =>
        value.Type switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Fault(value, path, "true or false"),
        };

    public static JsonElement ObjectElement(JsonSlice value, JsonPath path)
    {
        Object(value, path);
        return Parse(value.Text, path);
    }

    public static JsonElement Element(JsonSlice value, JsonPath path)
    {
        if (value.Type == JsonTokenType.None)
        {
            throw ProtocolViolationException.Missing(path);
        }

        if (value.Type != JsonTokenType.String)
        {
            return Parse(value.Text, path);
        }

        byte[] quoted = new byte[value.Text.Length + 2];
        quoted[0] = (byte)'"';
        value.Text.CopyTo(quoted.AsSpan(1));
        quoted[^1] = (byte)'"';
        return Parse(quoted, path);
    }

    // With a lone surrogate in a name, looking up any member of the object would throw, wherever that happens: better here.
    private static JsonElement Parse(ReadOnlySpan<byte> text, JsonPath path) =>
        JsonText.IsUnicode(text) ? JsonElement.Parse(text) : throw ProtocolViolationException.NotUnicode(path);

    /// <summary>An integer written as one: a fraction or an exponent is refused, even one that makes no difference.</summary>
    public static bool TryInteger(JsonSlice value, out long number) =>
        Utf8Parser.TryParse(value.Text, out number, out int consumed) && consumed == value.Text.Length;

    public static ProtocolViolationException Fault(JsonSlice value, JsonPath path, string expected) =>
        value.Type == JsonTokenType.None ? ProtocolViolationException.Missing(path) : ProtocolViolationException.At(path, expected);
}
