using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Matching;

/// <summary>The matchers that are written as an object with a <c>$</c> member.</summary>
internal static class ValueMatchers
{
    private static readonly ConcurrentDictionary<string, Regex> _expressions = new(StringComparer.Ordinal);

    /// <summary>The names that are known.</summary>
    public static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.Ordinal)
    {
        "$any", "$absent", "$type", "$regex", "$not_regex", "$one_of", "$exactly", "$range", "$double", "$json64", "$length64", "$pattern64", "$depth", "$capture",
    };

    /// <summary>Applies one of them.</summary>
    /// <exception cref="SuiteFaultException">There is none of that name.</exception>
    public static Mismatch? Match(string name, JsonElement matcher, JsonElement actual, MatchContext context, string pointer, bool exactly)
    {
        JsonElement argument = matcher.GetProperty(name);
        return name switch
        {
            "$any" => null,
            "$absent" => Unless(false),
            "$type" => Unless(TypeNames(actual).Contains(argument.GetString(), StringComparer.Ordinal)),
            "$regex" => Unless(JsonText.TryGetString(actual, out string text) && Expression(argument).IsMatch(text)),
            "$not_regex" => Unless(JsonText.TryGetString(actual, out string text) && !Expression(argument).IsMatch(text)),
            "$one_of" => OneOf(argument, actual, context, pointer, exactly),
            "$exactly" => JsonMatcher.Match(argument, actual, context, pointer, exactly: true),
            "$range" => Unless(actual.ValueKind == JsonValueKind.Number
                && actual.GetDouble() >= argument[0].GetDouble() && actual.GetDouble() <= argument[1].GetDouble()),
            "$double" => Unless(JsonText.IsSameDouble(argument, actual)),
            "$json64" => Json64(argument, actual, context, pointer, exactly),
            "$length64" => Unless(Bytes(actual) is { } bytes && bytes.Length == argument.GetInt32()),
            "$pattern64" => Unless(Bytes(actual) is { } bytes && bytes.Length == argument.GetInt32() && IsPattern(bytes)),
            "$depth" => Unless(Depth(actual) == argument.GetInt32()),
            "$capture" => Capture(matcher, argument, actual, context, pointer, exactly),
            _ => throw new SuiteFaultException($"There is no matcher {name}."),
        };

        Mismatch? Unless(bool matches) => matches ? null : new Mismatch(pointer, MatcherText.Describe(matcher), JsonText.Shorten(actual));
    }

    private static IEnumerable<string> TypeNames(JsonElement actual)
    {
        switch (actual.ValueKind)
        {
            case JsonValueKind.String:
                yield return "string";
                break;
            case JsonValueKind.Number:
                yield return "number";
                if (Math.Truncate(actual.GetDouble()) == actual.GetDouble())
                {
                    yield return "integer";
                }

                break;
            case JsonValueKind.True or JsonValueKind.False:
                yield return "boolean";
                break;
            case JsonValueKind.Object:
                yield return "object";
                break;
            case JsonValueKind.Array:
                yield return "array";
                break;
            default:
                yield return "null";
                break;
        }
    }

    // One case matches the same expression against thousands of frames.
    private static Regex Expression(JsonElement argument) =>
        _expressions.GetOrAdd(argument.GetString()!, pattern => new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));

    private static Mismatch? OneOf(JsonElement alternatives, JsonElement actual, MatchContext context, string pointer, bool exactly)
    {
        int mark = context.Mark;
        Mismatch? furthest = null;
        foreach (JsonElement alternative in alternatives.EnumerateArray())
        {
            Mismatch? mismatch = JsonMatcher.Match(alternative, actual, context, pointer, exactly);
            if (mismatch is null)
            {
                return null;
            }

            context.Rewind(mark);
            furthest = furthest is null || mismatch.Depth > furthest.Depth ? mismatch : furthest;
        }

        return new Mismatch(pointer, MatcherText.OneOf(alternatives), JsonText.Shorten(actual));
    }

    private static Mismatch? Json64(JsonElement inner, JsonElement actual, MatchContext context, string pointer, bool exactly)
    {
        if (Bytes(actual) is not { } bytes)
        {
            return new Mismatch(pointer, "base64 of JSON", JsonText.Shorten(actual));
        }

        try
        {
            return JsonMatcher.Match(inner, JsonText.Parse(bytes), context, pointer, exactly);
        }
        catch (JsonException)
        {
            return new Mismatch(pointer, "base64 of JSON", $"base64 of other bytes: {JsonText.Shorten(actual)}");
        }
    }

    private static Mismatch? Capture(JsonElement matcher, JsonElement name, JsonElement actual, MatchContext context, string pointer, bool exactly)
    {
        if (matcher.TryGetProperty("$match", out JsonElement inner)
            && JsonMatcher.Match(inner, actual, context, pointer, exactly) is { } mismatch)
        {
            return mismatch;
        }

        context.Capture(name.GetString()!, actual);
        return null;
    }

    private static byte[]? Bytes(JsonElement actual) =>
        JsonText.TryGetString(actual, out string text) ? StrictBase64.TryDecode(text) : null;

    private static bool IsPattern(byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != i % 251)
            {
                return false;
            }
        }

        return true;
    }

    private static int Depth(JsonElement actual)
    {
        int depth = 0;
        while (actual.ValueKind == JsonValueKind.Array)
        {
            depth++;
            if (actual.GetArrayLength() == 0)
            {
                return depth;
            }

            if (actual.GetArrayLength() > 1)
            {
                return -1;
            }

            actual = actual[0];
        }

        // Something other than an array at the bottom.
        return -1;
    }
}
