using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Values;

/// <summary>Writes a template as JSON with its <c>$</c>-values filled in (spec/cases/README.md, "Values in what is sent").</summary>
internal static class TemplateWriter
{
    // Cases nest deeper than a frame may be, on purpose; text goes out raw, as other languages write it.
    private static readonly JsonWriterOptions _options = new() { MaxDepth = 100_000, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> _values = new(StringComparer.Ordinal)
    {
        "$base64", "$hex64", "$repeat64", "$script", "$repeat", "$nest", "$ref", "$index",
    };

    /// <summary>Whether the element is one of the <c>$</c>-values, not data and not a matcher.</summary>
    public static bool IsValue(JsonElement element) => element.ValueKind == JsonValueKind.Object && ValueName(element) is not null;

    /// <summary>The template as UTF-8 JSON.</summary>
    /// <exception cref="SuiteFaultException">A value is unknown or refers to a capture that was not made.</exception>
    public static byte[] ToUtf8(JsonElement template, ValueScope scope)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, _options))
        {
            Write(template, writer, scope);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement template, Utf8JsonWriter writer, ValueScope scope)
    {
        switch (template.ValueKind)
        {
            case JsonValueKind.Object when ValueName(template) is { } name:
                WriteValue(name, template.GetProperty(name), writer, scope);
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in template.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer, scope);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in template.EnumerateArray())
                {
                    Write(item, writer, scope);
                }

                writer.WriteEndArray();
                break;
            default:
                template.WriteTo(writer);
                break;
        }
    }

    private static string? ValueName(JsonElement element)
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            return _values.Contains(member.Name) ? member.Name : null;
        }

        return null;
    }

    private static void WriteValue(string name, JsonElement value, Utf8JsonWriter writer, ValueScope scope)
    {
        switch (name)
        {
            case "$base64":
                writer.WriteBase64StringValue(Encoding.UTF8.GetBytes(value.GetString()!));
                break;
            case "$hex64":
                writer.WriteBase64StringValue(Convert.FromHexString(value.GetString()!));
                break;
            case "$repeat64":
                writer.WriteBase64StringValue(Repeated(value));
                break;
            case "$script":
                writer.WriteBase64StringValue(Script(value, scope));
                break;
            case "$repeat":
                writer.WriteStringValue(string.Concat(Enumerable.Repeat(value.GetProperty("text").GetString(), value.GetProperty("times").GetInt32())));
                break;
            case "$nest":
                int depth = value.GetProperty("depth").GetInt32();
                for (int i = 0; i < depth; i++)
                {
                    writer.WriteStartArray();
                }

                for (int i = 0; i < depth; i++)
                {
                    writer.WriteEndArray();
                }

                break;
            case "$ref":
                if (!scope.TryGet(value.GetString()!, out JsonElement captured))
                {
                    throw new SuiteFaultException($"$ref: nothing was captured as {value.GetString()}.");
                }

                captured.WriteTo(writer);
                break;
            default:
                int index = scope.Index ?? throw new SuiteFaultException("$index stands outside of send_many.");
                if (value.ValueKind == JsonValueKind.True)
                {
                    writer.WriteNumberValue(index);
                }
                else
                {
                    writer.WriteStringValue($"{value.GetString()}{index}");
                }

                break;
        }
    }

    private static byte[] Repeated(JsonElement value)
    {
        byte[] unit = Convert.FromHexString(value.GetProperty("hex").GetString()!);
        byte[] all = new byte[unit.Length * value.GetProperty("times").GetInt32()];
        for (int at = 0; at < all.Length; at += unit.Length)
        {
            unit.CopyTo(all, at);
        }

        return all;
    }

    private static byte[] Script(JsonElement steps, ValueScope scope)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, _options))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("steps");
            Write(steps, writer, scope);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
