using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ixt.Sdk;

namespace Ixt.Testee;

/// <summary>Plays a script: the steps up to the first that ends it. What the others result in goes into <c>results</c>.</summary>
internal sealed class ScriptPlayer(IModuleActions module)
{
    private readonly StepPerformer _performer = new(module);

    internal async Task<ScriptOutcome> PlayAsync(JsonElement steps, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> buffer = new();
        await using Utf8JsonWriter results = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        results.WriteStartObject();
        results.WriteStartArray("results");
        foreach (JsonElement step in steps.EnumerateArray())
        {
            string action = step.Text("do");
            switch (action)
            {
                case "reply":
                    JsonElement data = step.GetProperty("data");
                    return new(ModuleResult.Success(data), data);
                case "fail":
                    return new(step.Optional("details") is { } details
                        ? ModuleResult.Error(step.Text("code"), step.Text("message"), details)
                        : ModuleResult.Error(step.Text("code"), step.Text("message")));
                case "throw":
                    throw new InvalidOperationException(step.Text("message"));
                case "nothing":
                    return default;
                case "reply_bytes":
                    int size = step.Int("size", absent: 0);
                    return new(ModuleResult.Success(("size", size), ("payload", Pattern(size))));
                case "reply_depth":
                    return new(Nested(step.Int("depth", absent: 1)));
                case "reply_special":
                    return new(SpecialValues.Reply(step.Text("what")));
                default:
                    await _performer.PerformAsync(action, step, results, cancellationToken);
                    break;
            }
        }

        results.WriteEndArray();
        results.WriteEndObject();
        results.Flush();
        return new(ModuleResult.Success(buffer.WrittenSpan));
    }

    private static byte[] Pattern(int size)
    {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++)
        {
            bytes[i] = (byte)(i % 251);
        }

        return bytes;
    }

    private static ModuleResult Nested(int depth) => ModuleResult.Success(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("nested");
        for (int i = 0; i < depth; i++)
        {
            writer.WriteStartArray();
        }

        for (int i = 0; i < depth; i++)
        {
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    });
}
