using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ixt.Protocol;

/// <summary>How the protocol writes JSON.</summary>
public static class ProtocolJson
{
    /// <summary>Deepest nesting of a frame; the outermost object is depth 1.</summary>
    public const int MaxDepth = 64;

    /// <summary>No indentation, so no line breaks; non-ASCII text as it is, since frames are UTF-8 and nothing here is HTML.</summary>
    /// <remarks>The platform's encoder still escapes what lies beyond U+FFFF, and a few characters that do not print: valid JSON, only longer.</remarks>
    public static JsonWriterOptions WriterOptions { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = false,
        SkipValidation = true,
    };

    /// <summary>The message as UTF-8 JSON text without a line break: a frame's body.</summary>
    /// <param name="message">What to write.</param>
    public static byte[] ToUtf8(this IProtocolMessage message) => Encode(message).WrittenSpan.ToArray();

    /// <summary>The message as a free-form JSON value, for a member that takes one. It owns its memory.</summary>
    /// <param name="message">What to write.</param>
    public static JsonElement ToElement(this IProtocolMessage message) => JsonElement.Parse(Encode(message).WrittenSpan);

    internal static void WriteTo(IProtocolMessage message, IBufferWriter<byte> output)
    {
        using Utf8JsonWriter writer = new(output, WriterOptions);
        message.Write(writer);
        writer.Flush();
    }

    private static ArrayBufferWriter<byte> Encode(IProtocolMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArrayBufferWriter<byte> buffer = new();
        message.WriteTo(buffer);
        return buffer;
    }
}
