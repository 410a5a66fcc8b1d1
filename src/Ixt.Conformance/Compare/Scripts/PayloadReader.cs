using System.Text;
using System.Text.Json;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Matching;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>Reads bytes: as <c>text</c>, as <c>json</c> or as <c>base64</c>.</summary>
internal static class PayloadReader
{
    private const string Remedy = "Give one of \"text\", \"json\" and \"base64\", or none for no bytes.";

    /// <summary>The bytes of an object that has one of the three members, or none.</summary>
    public static byte[] Read(ScriptNode node)
    {
        ScriptNode? text = node.Find("text");
        ScriptNode? json = node.Find("json");
        ScriptNode? base64 = node.Find("base64");
        if ((text is null ? 0 : 1) + (json is null ? 0 : 1) + (base64 is null ? 0 : 1) > 1)
        {
            throw node.Fault("there is more than one payload", Remedy);
        }

        if (text is { } characters)
        {
            return Encoding.UTF8.GetBytes(characters.Text("It is the payload's text."));
        }

        return json is { } value ? Encoding.UTF8.GetBytes(JsonText.Compact(value.Value)) : base64 is { } encoded ? FromBase64(encoded) : [];
    }

    private static byte[] FromBase64(ScriptNode node)
    {
        const string Strict = "Write padded base64 without blanks, or {\"$repeat64\": {\"hex\": \"61\", \"times\": 1000}}.";
        JsonElement value = node.Value;
        if (TemplateWriter.IsValue(value))
        {
            try
            {
                value = JsonText.Parse(TemplateWriter.ToUtf8(value, new ValueScope()));
            }
            catch (Exception e) when (e is SuiteFaultException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                throw node.Fault($"this value cannot be filled in: {e.Message.TrimEnd('.')}", Strict);
            }
        }

        return StrictBase64.TryDecode((node with { Value = value }).Text(Strict)) ?? throw node.Fault("this is not base64", Strict);
    }
}
