using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ixt.SchemaGen.Model;

namespace Ixt.SchemaGen.Protobuf;

/// <summary><c>spec/vectors/protobuf.json</c>: the golden messages once more, as bytes.</summary>
internal static class VectorEmitter
{
    /// <summary>Where the vectors go.</summary>
    public const string Path = "spec/vectors/protobuf.json";

    /// <summary>Where they come from.</summary>
    public const string Source = "spec/vectors/messages.json";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static GeneratedFile Emit(ProtocolModel model, FieldNumbers numbers, string messages)
    {
        ProtobufEncoder encoder = new(model, numbers);
        using JsonDocument document = JsonDocument.Parse(messages);
        List<string> lines = [];
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            string definition = vector.GetProperty("definition").GetString()!;
            string canonical = vector.GetProperty("canonical").GetString()!;
            using JsonDocument message = JsonDocument.Parse(canonical);
            lines.Add("    " + Line(
                vector.GetProperty("name").GetString()!,
                definition,
                encoder.MessageOf(definition),
                canonical,
                Convert.ToHexStringLower(encoder.Encode(definition, message.RootElement))));
        }

        return new GeneratedFile(Path, $$"""
            {
              "kind": "protobuf",
              "description": "Made by tools/Ixt.SchemaGen from messages.json, spec/proto/numbers.json and the schema. Messages of messages.json, and what a writer here writes for them as protobuf: a message of ixt.v1, fields in the order of their numbers. A reader of the bytes gets the message that json is.",
              "vectors": [
            {{string.Join(",\n", lines)}}
              ]
            }

            """);
    }

    private static string Line(string name, string definition, string message, string json, string hex)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("definition", definition);
            writer.WriteString("message", message);
            writer.WriteString("json", json);
            writer.WriteString("hex", hex);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
