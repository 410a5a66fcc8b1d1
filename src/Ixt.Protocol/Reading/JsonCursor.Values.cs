using System.Text.Json;

namespace Ixt.Protocol;

/// <content>Values of the types that plain frames are made of. Each passes white space and one value, or says that it is none it can vouch for.</content>
internal ref partial struct JsonCursor
{
    /// <summary>Passes the brace and the type that a frame begins with.</summary>
    public bool TryType(out ReadOnlySpan<byte> type)
    {
        type = default;
        return TryTake((byte)'{') && TryName(out ReadOnlySpan<byte> name) && name.SequenceEqual("type"u8) && TryString(out type, out bool isEscaped) && !isEscaped;
    }

    /// <summary>Passes a member's name and the colon.</summary>
    public bool TryName(out ReadOnlySpan<byte> name) => TryString(out name, out bool isEscaped) && !isEscaped && TryTake((byte)':');

    public bool TryText(int minLength, int maxLength, out string text)
    {
        if (!TryString(out ReadOnlySpan<byte> content, out bool isEscaped) || isEscaped)
        {
            text = "";
            return false;
        }

        text = KnownText.Of(content);
        return text.Length >= minLength && text.Length <= maxLength;
    }

    public bool TryBytes(out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        if (!TryTake((byte)'"'))
        {
            return false;
        }

        // What is not base64, escapes and control characters too, the decoder refuses.
        int length = _text[Position..].IndexOf((byte)'"');
        if (length < 0 || !StrictBase64.TryDecode(_text.Slice(Position, length), out byte[]? decoded))
        {
            return false;
        }

        Position += length + 1;
        bytes = decoded;
        return true;
    }

    public bool TryInteger(long minimum, long maximum, out long number)
    {
        SkipWhiteSpace();
        ReadOnlySpan<byte> text = _text;
        int at = Position;
        int end = Math.Min(text.Length, at + MaxPlainDigits);
        long value = 0;
        while (at < end && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (text[at] - '0');
            at++;
        }

        // Signs, fractions, exponents, leading zeros and very long numbers are not plain.
        number = value;
        int digits = at - Position;
        if (digits == 0 || digits == MaxPlainDigits || (digits > 1 && text[Position] == (byte)'0') || value < minimum || value > maximum || !EndsNumber(at))
        {
            return false;
        }

        Position = at;
        return true;
    }

    public bool TryNumber(double minimum, double maximum, out double number)
    {
        SkipWhiteSpace();
        int start = Position;
        if (TryInteger(0, MaxExact, out long whole))
        {
            number = whole;
        }
        else
        {
            number = 0;
            if (start >= _text.Length
                || !TryNumber()
                || !System.Buffers.Text.Utf8Parser.TryParse(_text[start..Position], out number, out int consumed)
                || consumed != Position - start
                || !double.IsFinite(number))
            {
                return false;
            }
        }

        return number >= minimum && number <= maximum;
    }

    public bool TryBoolean(out bool value)
    {
        value = TryLiteral("true"u8);
        return value || TryLiteral("false"u8);
    }

    /// <param name="mayHoldBytes">Whether large members that can be read as bytes are kept as such.</param>
    /// <param name="value">The object; it owns its memory.</param>
    public bool TryObject(bool mayHoldBytes, out FreeObject value)
    {
        value = default;
        SkipWhiteSpace();
        int start = Position;
        List<TextCut>? cuts = null;
        if (!TryTake((byte)'{'))
        {
            return false;
        }

        if (!TryTake((byte)'}'))
        {
            do
            {
                if (!TryString(out _, out _) || !TryTake((byte)':'))
                {
                    return false;
                }

                if (mayHoldBytes && TryLargeBytes(start, out TextCut cut))
                {
                    (cuts ??= []).Add(cut);
                }
                else if (!TryValue(out _, ProtocolJson.MaxDepth - 2))
                {
                    return false;
                }
            }
            while (TryTake((byte)','));

            if (!TryTake((byte)'}'))
            {
                return false;
            }
        }

        ReadOnlySpan<byte> text = _text[start..Position];
        if (HasEscapes && !JsonText.IsUnicode(text))
        {
            return false;
        }

        value = cuts is null ? new FreeObject(OwnBytes.Copy(text)) : new FreeObject(new CutText(text, [.. cuts]));
        return true;
    }

    // Passes a long string that is strict base64, which has no second text: decoding it loses nothing.
    private bool TryLargeBytes(int start, out TextCut cut)
    {
        SkipWhiteSpace();
        cut = default;
        ReadOnlySpan<byte> text = _text[Position..];
        if (text.Length < CutText.LeastLength || text[0] != (byte)'"')
        {
            return false;
        }

        int length = text[1..].IndexOf((byte)'"');
        ReadOnlySpan<byte> content = text.Slice(1, Math.Max(length, 0));
        if (content.Length < CutText.LeastLength || !StrictBase64.BeginsLikeIt(content) || !StrictBase64.TryDecode(content, out byte[]? bytes))
        {
            return false;
        }

        cut = new TextCut(Position + 1 - start, content.Length, bytes);
        Position += length + 2;
        return true;
    }

    public bool TryRequestId(out RequestId id)
    {
        if (TryInteger(0, RequestId.MaxNumber, out long number))
        {
            id = new RequestId(number);
            return true;
        }

        id = default;
        if (!TryString(out ReadOnlySpan<byte> content, out bool isEscaped) || isEscaped || !RequestId.TryRead(new JsonSlice(JsonTokenType.String, content, false), out id))
        {
            return false;
        }

        return true;
    }

    /// <summary>Passes white space and exactly this.</summary>
    public bool TryLiteral(ReadOnlySpan<byte> literal)
    {
        SkipWhiteSpace();
        if (!_text[Position..].StartsWith(literal))
        {
            return false;
        }

        Position += literal.Length;
        return true;
    }

    private readonly bool EndsNumber(int at) => at < _text.Length && _text[at] is not ((byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-');
}
