using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>One JSON value where it lies in a frame: nothing is decoded or copied until somebody asks.</summary>
internal readonly ref struct JsonSlice(JsonTokenType type, ReadOnlySpan<byte> text, bool isEscaped)
{
    /// <summary>The value's first token; <see cref="JsonTokenType.None"/> for a member that is not there.</summary>
    public JsonTokenType Type { get; } = type;

    /// <summary>A string's bytes between its quotes; a container from bracket to bracket; any other value as written.</summary>
    public ReadOnlySpan<byte> Text { get; } = text;

    /// <summary>Whether a string has escape sequences in it.</summary>
    public bool IsEscaped { get; } = isEscaped;

    /// <summary>Not there, or null, which receivers take for not there where a member is optional.</summary>
    public bool IsAbsent => Type is JsonTokenType.None or JsonTokenType.Null;

    /// <summary>Whether the value is a string equal to <paramref name="expected"/>.</summary>
    public bool IsString(ReadOnlySpan<byte> expected) =>
        Type == JsonTokenType.String && JsonText.Unescape(Text, IsEscaped).SequenceEqual(expected);

    /// <summary>The bytes that a string of base64 stands for.</summary>
    public bool TryGetBytes(out ReadOnlyMemory<byte> bytes)
    {
        bool isBinary = StrictBase64.TryDecode(Type == JsonTokenType.String ? JsonText.Unescape(Text, IsEscaped) : "?"u8, out byte[]? decoded);
        bytes = decoded;
        return isBinary;
    }
}
