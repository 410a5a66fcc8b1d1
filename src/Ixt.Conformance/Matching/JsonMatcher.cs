using System.Text.Json;
using Ixt.Conformance.Values;

namespace Ixt.Conformance.Matching;

/// <summary>Compares a value with what a case expects of it (spec/cases/README.md, "Matchers in what is expected").</summary>
internal static class JsonMatcher
{
    /// <summary>Compares and, on success, keeps the captures.</summary>
    /// <returns>Null when it matches.</returns>
    public static Mismatch? Match(JsonElement expected, JsonElement actual, ValueScope scope)
    {
        MatchContext context = new(scope);
        Mismatch? mismatch = Match(expected, actual, context, string.Empty, exactly: false);
        if (mismatch is null)
        {
            context.Commit();
        }

        return mismatch;
    }

    /// <summary>Compares without keeping captures.</summary>
    public static bool Fits(JsonElement expected, JsonElement actual, ValueScope scope) =>
        Match(expected, actual, new MatchContext(scope), string.Empty, exactly: false) is null;

    /// <summary>Compares one value at its place.</summary>
    internal static Mismatch? Match(JsonElement expected, JsonElement actual, MatchContext context, string pointer, bool exactly)
    {
        if (expected.ValueKind == JsonValueKind.Object)
        {
            if (TemplateWriter.IsValue(expected))
            {
                return MatchValue(JsonText.Parse(TemplateWriter.ToUtf8(expected, context.Scope)), expected, actual, pointer);
            }

            if (MatcherName(expected) is { } name)
            {
                return ValueMatchers.Match(name, expected, actual, context, pointer, exactly);
            }
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => MatchObject(expected, actual, context, pointer, exactly),
            JsonValueKind.Array => MatchArray(expected, actual, context, pointer, exactly),
            _ => MatchValue(expected, expected, actual, pointer),
        };
    }

    /// <summary>The matcher that an object of a case is, or null when it is a plain object.</summary>
    internal static string? MatcherName(JsonElement expected)
    {
        foreach (JsonProperty member in expected.EnumerateObject())
        {
            return member.Name.StartsWith('$') ? member.Name : null;
        }

        return null;
    }

    private static Mismatch? MatchObject(JsonElement expected, JsonElement actual, MatchContext context, string pointer, bool exactly)
    {
        if (actual.ValueKind != JsonValueKind.Object)
        {
            return new Mismatch(pointer, MatcherText.Describe(expected), JsonText.Shorten(actual));
        }

        foreach (JsonProperty member in expected.EnumerateObject())
        {
            string at = JsonText.Join(pointer, member.Name);
            bool there = actual.TryGetProperty(member.Name, out JsonElement value);
            if (!there)
            {
                if (!AllowsAbsence(member.Value))
                {
                    return new Mismatch(at, MatcherText.Describe(member.Value), "nothing (the member is missing)");
                }
            }
            else if (Match(member.Value, value, context, at, exactly) is { } mismatch)
            {
                return mismatch;
            }
        }

        return exactly ? FirstStranger(expected, actual, pointer) : null;
    }

    private static Mismatch? FirstStranger(JsonElement expected, JsonElement actual, string pointer)
    {
        foreach (JsonProperty member in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(member.Name, out _))
            {
                return new Mismatch(JsonText.Join(pointer, member.Name), "no such member", JsonText.Shorten(member.Value));
            }
        }

        return null;
    }

    private static bool AllowsAbsence(JsonElement expected) => expected.ValueKind == JsonValueKind.Object && MatcherName(expected) switch
    {
        "$absent" => true,
        "$one_of" => expected.GetProperty("$one_of").EnumerateArray().Any(AllowsAbsence),
        _ => false,
    };

    private static Mismatch? MatchArray(JsonElement expected, JsonElement actual, MatchContext context, string pointer, bool exactly)
    {
        if (actual.ValueKind != JsonValueKind.Array)
        {
            return new Mismatch(pointer, MatcherText.Describe(expected), JsonText.Shorten(actual));
        }

        int want = expected.GetArrayLength();
        int have = actual.GetArrayLength();
        for (int i = 0; i < Math.Min(want, have); i++)
        {
            if (Match(expected[i], actual[i], context, $"{pointer}/{i}", exactly) is { } mismatch)
            {
                return mismatch;
            }
        }

        return want == have ? null : new Mismatch(pointer, $"an array of {want}", $"an array of {have}");
    }

    private static Mismatch? MatchValue(JsonElement value, JsonElement shown, JsonElement actual, string pointer) =>
        JsonText.AreEqual(value, actual) ? null : new Mismatch(pointer, MatcherText.Describe(shown, value), JsonText.Shorten(actual));
}
