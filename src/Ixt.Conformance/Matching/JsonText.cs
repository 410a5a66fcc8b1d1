using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ixt.Conformance.Matching;

/// <summary>Reading, comparing and showing JSON values.</summary>
internal static class JsonText
{
    private const int ShownCharacters = 160;

    private static readonly JsonSerializerOptions _compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 4096 };

    // Deeper than any frame may be, so that a frame that is too deep can be shown as such.
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 4096 };

    /// <summary>Reads UTF-8 JSON into a value that owns its memory.</summary>
    /// <exception cref="JsonException">
    /// It is not JSON, not UTF-8, or has a member name that is no text (a lone surrogate): the reader would find the last two out only when looked at.
    /// </exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8.Span))
        {
            throw new JsonException("The text is not UTF-8.");
        }

        using JsonDocument document = JsonDocument.Parse(utf8, _options);
        if (HasNameThatIsNoText(utf8.Span))
        {
            throw new JsonException("A member name holds a lone surrogate.");
        }

        return document.RootElement.Clone();
    }

    /// <summary>Whether a member name holds a lone surrogate, escaped: looking any member up would fail.</summary>
    /// <param name="utf8">JSON.</param>
    public static bool HasNameThatIsNoText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\u"u8) < 0)
        {
            return false;
        }

        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = _options.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(ref reader))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether two values are the same: numbers by value, members in any order.</summary>
    public static bool AreEqual(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind)
        {
            return false;
        }

        return left.ValueKind switch
        {
            JsonValueKind.Number => SameNumber(left.GetRawText(), right.GetRawText()),
            JsonValueKind.String => TryGetString(left, out string a) && TryGetString(right, out string b) && string.Equals(a, b, StringComparison.Ordinal),
            JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength()
                && left.EnumerateArray().Zip(right.EnumerateArray()).All(p => AreEqual(p.First, p.Second)),
            JsonValueKind.Object => left.EnumerateObject().Count() == right.EnumerateObject().Count()
                && left.EnumerateObject().All(m => right.TryGetProperty(m.Name, out JsonElement other) && AreEqual(m.Value, other)),
            _ => true,
        };
    }

    /// <summary>Whether both are numbers that a 64-bit floating-point number cannot tell apart.</summary>
    public static bool IsSameDouble(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Number && right.ValueKind == JsonValueKind.Number && Double(left.GetRawText()) == Double(right.GetRawText());

    /// <summary>The string's text; false when it is no string or its text is no Unicode (a lone surrogate).</summary>
    public static bool TryGetString(JsonElement element, out string text)
    {
        text = string.Empty;
        if (element.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            text = element.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The value on one line, its middle left out when it is long.</summary>
    public static string Shorten(JsonElement element, int limit = ShownCharacters) => Shorten(Compact(element), limit);

    /// <summary>The value without insignificant white space.</summary>
    public static string Compact(JsonElement element)
    {
        string raw = element.GetRawText();

        // Only what a case's author wrote is spread over lines; a frame is shown as it came.
        return raw.Contains('\n', StringComparison.Ordinal) || raw.Contains(": ", StringComparison.Ordinal) ? JsonSerializer.Serialize(element, _compact) : raw;
    }

    /// <summary>The text on one line, its middle left out when it is long.</summary>
    public static string Shorten(string text, int limit = ShownCharacters)
    {
        string shown = text.Length <= limit ? text : $"{text[..(limit * 2 / 3)]} … {text[^(limit / 4)..]} ({text.Length} characters)";
        StringBuilder line = new(shown.Length);
        foreach (char c in shown)
        {
            _ = char.IsControl(c) ? line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : line.Append(c);
        }

        return line.ToString();
    }

    /// <summary>Extends an RFC 6901 pointer by one member.</summary>
    public static string Join(string pointer, string member) =>
        $"{pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool SameNumber(string left, string right)
    {
        if (left == right)
        {
            return true;
        }

        // Integers up to 28 digits are told apart by the decimals; a decimal takes a very small number for zero, a double does not.
        const NumberStyles Style = NumberStyles.Float;
        bool isSameDecimal = !decimal.TryParse(left, Style, CultureInfo.InvariantCulture, out decimal a)
            || !decimal.TryParse(right, Style, CultureInfo.InvariantCulture, out decimal b)
            || a == b;
        return isSameDecimal && Double(left) == Double(right);
    }

    private static double Double(string number) => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
}
