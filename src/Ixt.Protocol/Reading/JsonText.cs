using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ixt.Protocol;

/// <summary>From bytes to a JSON value, and from JSON strings to text.</summary>
internal static class JsonText
{
    /// <summary>Limits for whoever walks a text that nobody has walked before.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = ProtocolJson.MaxDepth };

    /// <summary>
    /// The value that a whole text holds, as far as its first token tells. Whoever walks it walks all of it, and nothing after it, before
    /// looking at any member: so a fault of the text, a <see cref="JsonException"/>, always comes before a fault of a member.
    /// </summary>
    /// <exception cref="ProtocolViolationException">PROTOCOL_ERROR without a pointer: not UTF-8, or not the beginning of JSON.</exception>
    public static JsonSlice Root(ReadOnlySpan<byte> utf8)
    {
        // The platform's reader lets invalid UTF-8 inside strings pass.
        if (!Utf8.IsValid(utf8))
        {
            throw ProtocolViolationException.NotJson("The message is not valid UTF-8.");
        }

        if (utf8.Length > 0 && utf8[0] == (byte)'{')
        {
            return new JsonSlice(JsonTokenType.StartObject, utf8, isEscaped: false);
        }

        try
        {
            Utf8JsonReader reader = new(utf8, ReaderOptions);
            reader.Read();
            return new JsonSlice(reader.TokenType, utf8, isEscaped: false);
        }
        catch (JsonException e)
        {
            throw NotJson(e);
        }
    }

    /// <summary>What a fault of the text is to a session.</summary>
    public static ProtocolViolationException NotJson(JsonException fault) =>
        ProtocolViolationException.NotJson($"The message is not JSON nested at most {ProtocolJson.MaxDepth} deep: {fault.Message}", fault);

    /// <summary>The text of a string value.</summary>
    /// <returns><see langword="false"/> when an escape sequence stands for a lone surrogate.</returns>
    public static bool TryString(JsonSlice value, [NotNullWhen(true)] out string? text)
    {
        if (!value.IsEscaped)
        {
            text = KnownText.Of(value.Text);
            return true;
        }

        ReadOnlySpan<byte> unescaped = Unescape(value.Text, isEscaped: true);
        if (unescaped.IsEmpty)
        {
            text = null;
            return false;
        }

        text = Encoding.UTF8.GetString(unescaped);
        return true;
    }

    /// <summary>
    /// A string's bytes with its escape sequences resolved. Empty when one stands for a lone surrogate: escaped text is never empty
    /// otherwise, and an empty name or constant matches nothing in the schema.
    /// </summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text, bool isEscaped)
    {
        if (!isEscaped)
        {
            return text;
        }

        // Rare: peers seldom escape what the schema names, and base64 needs no escape but a tolerated "\/".
        byte[] quoted = new byte[text.Length + 2];
        quoted[0] = (byte)'"';
        text.CopyTo(quoted.AsSpan(1));
        quoted[^1] = (byte)'"';
        Utf8JsonReader reader = new(quoted);
        reader.Read();
        byte[] unescaped = new byte[text.Length];
        try
        {
            return unescaped.AsSpan(0, reader.CopyString(unescaped));
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }

    /// <summary>Whether no string and no name in a JSON text, which somebody has walked before, has an escape that stands for a lone surrogate.</summary>
    public static bool IsUnicode(ReadOnlySpan<byte> text)
    {
        // Rare: what writers do escape is seldom a surrogate.
        if (text.IndexOf("\\ud"u8) < 0 && text.IndexOf("\\uD"u8) < 0)
        {
            return true;
        }

        Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && reader.ValueIsEscaped
                && Unescape(reader.ValueSpan, isEscaped: true).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a JSON text nests deeper than so many levels.</summary>
    public static bool IsDeeper(ReadOnlySpan<byte> text, int levels)
    {
        if (text.Count((byte)'{') + text.Count((byte)'[') <= levels)
        {
            return false;
        }

        Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= levels)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is wrong with a text that <see cref="JsonCursor"/> refused, in the words of the platform's reader.</summary>
    public static JsonException Fault(ReadOnlySpan<byte> utf8)
    {
        try
        {
            Utf8JsonReader reader = new(utf8, ReaderOptions);
            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            return e;
        }

        return new JsonException("The text is not JSON.");
    }
}
