using System.Text.Unicode;

namespace Ixt.Protocol;

/// <summary>From a field to what the schema says it is, or a violation that names the member, by the same rules as for JSON.</summary>
internal static class ProtobufRead
{
    /// <summary>Checks that a message is there.</summary>
    public static void Message(ProtobufSlice value, string path)
    {
        if (!value.IsPresent)
        {
            throw ProtocolViolationException.Missing(new JsonPath(path));
        }
    }

    public static RequestId RequestId(ProtobufId value, JsonPath path) => value.TryGet(out RequestId id)
        ? id
        : throw Fault(value.IsPresent, path, "a string of 1 to 128 characters or an integer from 0 to 2^53-1");

    public static RequestId? NullableRequestId(ProtobufId value, JsonPath path) => value.IsPresent ? RequestId(value, path) : null;

    public static string String(ProtobufSlice value, JsonPath path, int minLength = 0, int maxLength = int.MaxValue) =>
        value.IsPresent ? String(value.Bytes, path, minLength, maxLength) : throw ProtocolViolationException.Missing(path);

    public static string String(ReadOnlySpan<byte> utf8, JsonPath path, int minLength = 0, int maxLength = int.MaxValue) =>
        TryText(utf8, minLength, maxLength, out string? text) switch
        {
            ProtobufText.Valid => text!,
            ProtobufText.NotUtf8 => throw ProtocolViolationException.NotProtobuf($"{path.ToPointer()} is not valid UTF-8"),
            _ => throw ProtocolViolationException.At(
                path,
                maxLength == int.MaxValue ? $"a string of at least {minLength} characters" : $"a string of {minLength} to {maxLength} characters"),
        };

    /// <summary>Text whose length in UTF-16 code units is within bounds; what can't be is not decoded at all.</summary>
    public static ProtobufText TryText(ReadOnlySpan<byte> utf8, int minLength, int maxLength, out string? text)
    {
        text = null;

        // A code unit takes at most three bytes.
        if (utf8.Length > 3L * maxLength)
        {
            return ProtobufText.OutOfBounds;
        }

        if (!Utf8.IsValid(utf8))
        {
            return ProtobufText.NotUtf8;
        }

        string decoded = KnownText.Of(utf8);
        if (decoded.Length < minLength || decoded.Length > maxLength)
        {
            return ProtobufText.OutOfBounds;
        }

        text = decoded;
        return ProtobufText.Valid;
    }

    public static ReadOnlyMemory<byte> Bytes(ProtobufSlice value, JsonPath path) =>
        value.IsPresent ? OwnBytes.Copy(value.Bytes) : throw ProtocolViolationException.Missing(path);

    public static long Integer(ProtobufNumber value, JsonPath path, long minimum, long maximum) =>
        value.IsPresent && value.Bits <= long.MaxValue && (long)value.Bits >= minimum && (long)value.Bits <= maximum
            ? (long)value.Bits
            : throw Fault(value.IsPresent, path, $"an integer from {minimum} to {maximum}");

    public static double Number(ProtobufNumber value, JsonPath path, double minimum, double maximum)
    {
        double number = BitConverter.UInt64BitsToDouble(value.Bits);
        return value.IsPresent && double.IsFinite(number) && number >= minimum && number <= maximum
            ? number
            : throw Fault(value.IsPresent, path, minimum == double.MinValue ? "a number" : $"a number of at least {minimum}");
    }

    public static bool Boolean(ProtobufNumber value, JsonPath path) =>
        value.IsPresent ? value.Bits != 0 : throw ProtocolViolationException.Missing(path);

    public static ProtocolViolationException Fault(bool isPresent, JsonPath path, string expected) =>
        isPresent ? ProtocolViolationException.At(path, expected) : ProtocolViolationException.Missing(path);
}
