using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Ixt.Sdk.Testing;

/// <summary>Bytes by implicit conversion: a text in UTF-8, bytes as they are, a JSON value as JSON text. <c>default</c> is no bytes.</summary>
/// <remarks>In tests the payload of a message and the value of a key are written as what they mean: <c>HandleAsync("t", "Ada")</c>, <c>HandleAsync("t", new JsonObject { ["name"] = "Ada" })</c>.</remarks>
public readonly struct PayloadValue
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private PayloadValue(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>A text in UTF-8.</summary>
    /// <param name="text">Any.</param>
    public static implicit operator PayloadValue(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Bytes.</summary>
    /// <param name="bytes">Not copied.</param>
    public static implicit operator PayloadValue(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new(bytes);
    }

    /// <summary>Bytes.</summary>
    /// <param name="bytes">Not copied.</param>
    public static implicit operator PayloadValue(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>Bytes, such as a literal <c>"text"u8</c>.</summary>
    /// <param name="bytes">Copied.</param>
    public static implicit operator PayloadValue(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>A JSON value as JSON text.</summary>
    /// <param name="json">Written now. <see langword="null"/> is JSON <c>null</c>.</param>
    public static implicit operator PayloadValue(JsonNode? json)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, s_json))
        {
            if (json is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                json.WriteTo(writer);
            }
        }

        return new(buffer.WrittenMemory);
    }

    /// <summary>A JSON value as JSON text.</summary>
    /// <param name="json">Written now.</param>
    public static implicit operator PayloadValue(JsonElement json)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, s_json))
        {
            json.WriteTo(writer);
        }

        return new(buffer.WrittenMemory);
    }

    /// <summary>A value as the JSON text that its source-generated contract writes.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">Written now.</param>
    /// <param name="contract">For example <c>MyJsonContext.Default.Order</c>.</param>
    public static PayloadValue FromValue<T>(T value, JsonTypeInfo<T> contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return new(JsonSerializer.SerializeToUtf8Bytes(value, contract));
    }
}
