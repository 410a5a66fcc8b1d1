using System.Text;
using System.Text.Json;
using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Diagnosis;

/// <summary>Causes that show in how a value differs.</summary>
internal static class ValueRules
{
    private const double ExactIntegers = 9007199254740992;

    /// <summary>Milliseconds where seconds belong.</summary>
    public static string? MillisecondsForSeconds(Symptom symptom) =>
        Numbers(symptom) is var (expected, got) && symptom.IsAt("timestamp") && expected > 0 && Math.Abs((got / expected) - 1000) < 1
            ? "The timestamp is in milliseconds; the protocol's is in seconds, with a fraction (§14)."
            : null;

    /// <summary>Base64 of another kind.</summary>
    public static string? Base64Variant(Symptom symptom)
    {
        if (Texts(symptom) is not var (expected, got) || StrictBase64.TryDecode(expected) is null || got == expected)
        {
            return null;
        }

        if (got == expected.TrimEnd('='))
        {
            return "Its base64 lacks the padding (IXT-ENV-017: RFC 4648 §4, padded).";
        }

        return got.Replace('-', '+').Replace('_', '/').TrimEnd('=') == expected.TrimEnd('=')
            ? "Its base64 is the URL-safe kind; the protocol's has + and / (IXT-ENV-017: RFC 4648 §4)."
            : got.Replace("\n", string.Empty, StringComparison.Ordinal).Replace("\r", string.Empty, StringComparison.Ordinal) == expected
                ? "Its base64 has line breaks in it (IXT-ENV-017)."
                : null;
    }

    /// <summary>Base64 of base64, or JSON in a string.</summary>
    public static string? EncodedTwice(Symptom symptom)
    {
        if (Texts(symptom) is var (expected, got) && got != expected)
        {
            byte[] text = Encoding.UTF8.GetBytes(expected);
            return got == Convert.ToBase64String(text) ? "It is base64 of base64: the value was encoded twice."
                : got == JsonSerializer.Serialize(expected) ? "It is JSON in a string: the value was serialised twice."
                : null;
        }

        return symptom.Expected is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } value && symptom.Got is { } other
            && JsonText.TryGetString(other, out string json) && IsJsonOf(json, value)
            ? "It is JSON in a string where the value itself is expected: it was serialised twice."
            : null;
    }

    /// <summary>An integer that went through a double.</summary>
    public static string? RoundedToDouble(Symptom symptom) =>
        Numbers(symptom) is var (expected, got) && Math.Abs(expected) >= ExactIntegers / 2 && got.Equals(expected) && symptom.Expected!.Value.GetRawText() != symptom.Got!.Value.GetRawText()
            ? "The integer was rounded: it went through a double. Integers up to 2^53−1 have to come back exactly."
            : null;

    /// <summary>A number in quotes.</summary>
    public static string? NumberAsText(Symptom symptom) =>
        symptom.Expected is { ValueKind: JsonValueKind.Number } expected && symptom.Got is { } got && JsonText.TryGetString(got, out string text) && text == expected.GetRawText()
            ? "The number comes as a string: keep the JSON type."
            : null;

    private static bool IsJsonOf(string text, JsonElement value)
    {
        try
        {
            return JsonText.AreEqual(JsonText.Parse(Encoding.UTF8.GetBytes(text)), value);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (string Expected, string Got)? Texts(Symptom symptom) =>
        symptom.Expected is { } e && symptom.Got is { } g && JsonText.TryGetString(e, out string expected) && JsonText.TryGetString(g, out string got) ? (expected, got) : null;

    private static (double Expected, double Got)? Numbers(Symptom symptom) =>
        symptom.Expected is { ValueKind: JsonValueKind.Number } expected && symptom.Got is { ValueKind: JsonValueKind.Number } got ? (expected.GetDouble(), got.GetDouble()) : null;
}
