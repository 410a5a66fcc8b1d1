using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Ixt.Conformance.Matching;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Ixt.Conformance.Schemas;

/// <summary>Checks every frame that a testee sends against <c>protocol.schema.json</c> and the rules for senders that no schema can express.</summary>
/// <remarks>Compiled once; <c>type</c>, <c>success</c>, <c>service</c> and <c>method</c> choose the one definition that can apply, so that the message names the real fault. Safe for use from many threads.</remarks>
internal sealed class ModuleFrameSchema
{
    private const int MaxDepth = 64;
    private const int MaxIdLength = 128;

    private readonly Dictionary<string, JsonSchema> _frames;
    private readonly Dictionary<string, JsonSchema> _params;

    private ModuleFrameSchema(JsonSchema root)
    {
        _frames = new[] { "ResponseSuccess", "ResponseError", "ServiceRequest" }.ToDictionary(n => n, n => root.Definitions[n], StringComparer.Ordinal);
        _params = root.Definitions.Values
            .Where(d => d.ExtensionData?.ContainsKey("x-service") == true)
            .ToDictionary(d => (string)d.ExtensionData!["x-service"]!, d => d, StringComparer.Ordinal);
    }

    /// <summary>Reads the schema.</summary>
    public static async Task<ModuleFrameSchema> LoadAsync(string path, CancellationToken cancellationToken)
    {
        string text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        return new ModuleFrameSchema(await JsonSchema.FromJsonAsync(text, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What is wrong with the frame, in sentences; nothing when it may be sent.</summary>
    /// <param name="frame">The bytes.</param>
    /// <param name="parsed">The same, read; null when they are not JSON.</param>
    public IReadOnlyList<string> Check(byte[] frame, JsonElement? parsed)
    {
        if (frame.AsSpan().StartsWith(Encoding.UTF8.Preamble))
        {
            return ["the frame begins with a byte order mark"];
        }

        if (!System.Text.Unicode.Utf8.IsValid(frame))
        {
            return ["the frame is not UTF-8"];
        }

        if (parsed is not { } root)
        {
            return [IsJson(frame) && JsonText.HasNameThatIsNoText(frame) ? "a member name holds an escaped lone surrogate" : "the frame is not JSON"];
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return ["the frame is not a JSON object"];
        }

        if (FrameDepth.Of(frame) is > MaxDepth and int depth)
        {
            return [$"the frame nests {depth} levels deep, more than {MaxDepth}"];
        }

        return [.. CheckObject(root, LongNumbers.Shorten(frame))];
    }

    private static bool IsJson(byte[] frame)
    {
        try
        {
            Utf8JsonReader reader = new(frame, new JsonReaderOptions { MaxDepth = 4096 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private IEnumerable<string> CheckObject(JsonElement root, string text)
    {
        if (DefinitionOf(root, out string problem) is not { } definition)
        {
            return [problem];
        }

        List<string> problems = [.. _frames[definition].Validate(text).SelectMany(JsonFileSchema.Describe).Select(v => $"{definition} {v}")];
        if (IsLongEcho(root))
        {
            problems.Remove($"{definition} #/id: {ValidationErrorKind.StringTooLong}");
        }

        if (problems.Count == 0 && definition == "ServiceRequest")
        {
            problems.AddRange(CheckParams(root));
        }

        problems.AddRange(LoneSurrogates.Find(root).Select(p => $"{p}: an escaped lone surrogate"));
        return problems;
    }

    // The validator counts UTF-16 code units. Who accepts a longer id (IXT-VAL-014) has to echo it.
    private static bool IsLongEcho(JsonElement root) =>
        root.GetProperty("type").ValueEquals("response"u8)
        && root.TryGetProperty("id", out JsonElement id)
        && JsonText.TryGetString(id, out string text)
        && text.EnumerateRunes().Count() <= MaxIdLength;

    private static string? DefinitionOf(JsonElement root, out string problem)
    {
        problem = string.Empty;
        string type = root.TryGetProperty("type", out JsonElement value) && JsonText.TryGetString(value, out string text) ? text : string.Empty;
        if (type == "service_request")
        {
            return "ServiceRequest";
        }

        if (type != "response")
        {
            problem = $"/type is neither \"response\" nor \"service_request\" but {(value.ValueKind == JsonValueKind.Undefined ? "missing" : JsonText.Shorten(value))}";
            return null;
        }

        JsonValueKind success = root.TryGetProperty("success", out JsonElement flag) ? flag.ValueKind : JsonValueKind.Undefined;
        if (success is not (JsonValueKind.True or JsonValueKind.False))
        {
            problem = $"/success of a response is {(success == JsonValueKind.Undefined ? "missing" : JsonText.Shorten(flag))}, not a boolean";
            return null;
        }

        return success == JsonValueKind.True ? "ResponseSuccess" : "ResponseError";
    }

    private IEnumerable<string> CheckParams(JsonElement root)
    {
        string service = $"{root.GetProperty("service").GetString()}.{root.GetProperty("method").GetString()}";
        if (!_params.TryGetValue(service, out JsonSchema? schema))
        {
            return [$"there is no service method {service}"];
        }

        JsonElement given = root.GetProperty("params");
        IEnumerable<string> violations = schema.Validate(LongNumbers.Shorten(JsonMarshal.GetRawUtf8Value(given))).SelectMany(JsonFileSchema.Describe).Select(v => $"{service} params {v}");
        IEnumerable<string> base64 = schema.Properties
            .Where(p => IsBytes(p.Value) && given.TryGetProperty(p.Key, out JsonElement v) && JsonText.TryGetString(v, out string t) && StrictBase64.TryDecode(t) is null)
            .Select(p => $"{service} params /{p.Key}: not strict base64");
        return violations.Concat(base64);
    }

    private static bool IsBytes(JsonSchemaProperty property) =>
        property.ActualSchema.ExtensionData is { } data && data.TryGetValue("contentEncoding", out object? encoding) && encoding as string == "base64";
}
