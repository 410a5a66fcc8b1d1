using System.Globalization;
using System.Text.Json;

namespace Ixt.Sdk;

/// <summary>One configuration value read as a kind, or an error that names its key.</summary>
internal static class ConfigValue
{
    internal const string StringKind = "a string";
    internal const string Int32Kind = "a 32-bit integer";
    internal const string Int64Kind = "a 64-bit integer";
    internal const string DoubleKind = "a number";
    internal const string BooleanKind = "true or false";
    internal const string ObjectKind = "an object";
    internal const string TimeSpanKind = "a span of time (milliseconds, or a text such as \"250ms\", \"30s\", \"5m\", \"00:00:30\")";

    internal static string String(string path, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(path, StringKind, value);

    internal static int Int32(string path, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && TryInteger(value, out long number) && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : throw Wrong(path, Int32Kind, value);

    internal static long Int64(string path, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && TryInteger(value, out long number) ? number : throw Wrong(path, Int64Kind, value);

    internal static double Double(string path, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Wrong(path, DoubleKind, value);

    internal static bool Boolean(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(path, BooleanKind, value),
    };

    internal static JsonElement Object(string path, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value : throw Wrong(path, ObjectKind, value);

    internal static TimeSpan TimeSpan(string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double milliseconds) && Fits(milliseconds))
        {
            return System.TimeSpan.FromMilliseconds(milliseconds);
        }

        return value.ValueKind == JsonValueKind.String && TryParse(value.GetString()!, out TimeSpan span)
            ? span
            : throw Wrong(path, TimeSpanKind, value);
    }

    internal static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        // The text of a string is left out: it may be a secret, and this goes into messages.
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "the number " + value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        _ => "nothing",
    };

    private static ModuleConfigException Wrong(string path, string expected, JsonElement value) =>
        ModuleConfigException.WrongKind(path, expected, Describe(value));

    // A runtime in Python writes 30.0 where one in JavaScript writes 30: both mean the integer (IXT-VAL-005).
    private static bool TryInteger(JsonElement value, out long number)
    {
        const double Exact = 9_007_199_254_740_991;
        if (value.TryGetInt64(out number))
        {
            return true;
        }

        if (!value.TryGetDouble(out double real) || Math.Abs(real) > Exact || Math.Truncate(real) != real)
        {
            return false;
        }

        number = (long)real;
        return true;
    }

    private static bool TryParse(string text, out TimeSpan span)
    {
        (int unitLength, double unit) = text switch
        {
            [.., 'm', 's'] => (2, 1d),
            [.., 's'] => (1, 1_000d),
            [.., 'm'] => (1, 60_000d),
            [.., 'h'] => (1, 3_600_000d),
            [.., 'd'] => (1, 86_400_000d),
            _ => (0, 0d),
        };
        if (unitLength == 0)
        {
            // A bare "30" would be thirty days to TimeSpan.Parse: demand a colon.
            span = default;
            return text.Contains(':', StringComparison.Ordinal)
                && System.TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span);
        }

        bool read = double.TryParse(
            text.AsSpan(0, text.Length - unitLength),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out double number);
        bool fits = read && Fits(number * unit);
        span = fits ? System.TimeSpan.FromMilliseconds(number * unit) : default;
        return fits;
    }

    private static bool Fits(double milliseconds) => Math.Abs(milliseconds) <= System.TimeSpan.MaxValue.TotalMilliseconds / 2;
}
