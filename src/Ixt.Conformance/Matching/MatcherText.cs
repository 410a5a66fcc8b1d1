using System.Text.Json;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Matching;

/// <summary>Says in words what a matcher expects.</summary>
internal static class MatcherText
{
    /// <summary>What the matcher expects.</summary>
    public static string Describe(JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Object && JsonMatcher.MatcherName(expected) is { } name && !TemplateWriter.IsValue(expected))
        {
            return Describe(name, expected, expected.GetProperty(name));
        }

        return JsonText.Shorten(expected);
    }

    /// <summary>What a value that was filled in expects: the template and, when short, its value.</summary>
    public static string Describe(JsonElement shown, JsonElement value)
    {
        string raw = value.GetRawText();
        return shown.ValueKind == JsonValueKind.Object && raw.Length <= 80 ? raw : Describe(shown);
    }

    /// <summary>Several alternatives.</summary>
    public static string OneOf(JsonElement alternatives) =>
        $"one of: {string.Join(" | ", alternatives.EnumerateArray().Select(Describe))}";

    private static string Describe(string name, JsonElement matcher, JsonElement argument) => name switch
    {
        "$any" => "any value",
        "$absent" => "no such member",
        "$type" => argument.GetString() is "array" or "integer" or "object" ? $"an {argument.GetString()}" : argument.GetString() == "null" ? "null" : $"a {argument.GetString()}",
        "$regex" => $"text that has /{argument.GetString()}/",
        "$not_regex" => $"text without /{argument.GetString()}/",
        "$one_of" => OneOf(argument),
        "$exactly" => $"exactly {Describe(argument)}",
        "$range" => $"a number from {argument[0].GetRawText()} to {argument[1].GetRawText()}",
        "$double" => $"a number that reads as {argument.GetRawText()} does",
        "$json64" => $"base64 of JSON: {Describe(argument)}",
        "$length64" => $"base64 of {argument.GetRawText()} bytes",
        "$pattern64" => $"base64 of {argument.GetRawText()} bytes, byte i being i mod 251",
        "$depth" => $"{argument.GetRawText()} arrays, one inside the other",
        "$capture" => matcher.TryGetProperty("$match", out JsonElement inner) ? Describe(inner) : "any value",
        _ => name,
    };
}
