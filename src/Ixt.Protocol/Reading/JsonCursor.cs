using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Ixt.Protocol;

/// <summary>Walks JSON text and checks all of it that it passes, its UTF-8 too: the platform's reader without its tokens.</summary>
/// <remarks>Says only that a text is wrong. <see cref="JsonText.Fault"/> has the platform's reader say what is wrong with it.</remarks>
internal ref partial struct JsonCursor(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> s_notDigit = SearchValues.Create([.. Enumerable.Range(0, 256).Select(static b => (byte)b).Where(static b => b is < (byte)'0' or > (byte)'9')]);

    private const int ShortText = 24;
    private const int MaxPlainDigits = 17;
    private const long MaxExact = 999_999_999_999_999;

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Bytes passed.</summary>
    public int Position { readonly get; private set; }

    /// <summary>Whether any string that was passed has escape sequences.</summary>
    public bool HasEscapes { get; private set; }

    /// <summary>Whether only white space is left, which is passed.</summary>
    public bool IsAtEnd()
    {
        SkipWhiteSpace();
        return Position == _text.Length;
    }

    /// <summary>Passes white space and then this character, if it stands there.</summary>
    public bool TryTake(byte expected)
    {
        int at = Position;
        if ((uint)at < (uint)_text.Length && _text[at] == expected)
        {
            Position = at + 1;
            return true;
        }

        SkipWhiteSpace();
        if (Position < _text.Length && _text[Position] == expected)
        {
            Position++;
            return true;
        }

        return false;
    }

    /// <summary>Passes white space and a string.</summary>
    /// <param name="content">The bytes between its quotes.</param>
    /// <param name="isEscaped">Whether escape sequences are among them.</param>
    /// <returns><see langword="false"/> when there is no string, or a faulty one.</returns>
    public bool TryString(out ReadOnlySpan<byte> content, out bool isEscaped)
    {
        content = default;
        isEscaped = false;
        if (!TryTake((byte)'"'))
        {
            return false;
        }

        // Names and most texts are shorter than what it costs to set up a vector search.
        ReadOnlySpan<byte> text = _text;
        int start = Position;
        int near = Math.Min(text.Length, start + ShortText);
        int at = start;
        while (at < near && text[at] is >= 0x20 and < 0x80 and not (byte)'"' and not (byte)'\\')
        {
            at++;
        }

        bool isAscii = true;
        while (true)
        {
            at += at < near ? 0 : PlainText.Length(text[at..]);
            if (at == text.Length)
            {
                return false;
            }

            switch (text[at])
            {
                case (byte)'"':
                    content = text[start..at];
                    Position = at + 1;
                    return isAscii || Utf8.IsValid(content);
                case (byte)'\\':
                    isEscaped = HasEscapes = true;
                    Position = at;
                    if (!TryEscape())
                    {
                        return false;
                    }

                    at = Position;
                    break;
                case < 0x20:
                    return false;
                default:
                    // Judged as a whole at its end; up to there bytes beyond ASCII stand for themselves.
                    isAscii = false;
                    int found = text[at..].IndexOfAny((byte)'"', (byte)'\\');
                    if (found < 0 || text.Slice(at, found).IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0)
                    {
                        return false;
                    }

                    at += found;
                    break;
            }

            near = at;
        }
    }

    /// <summary>Passes white space and a value.</summary>
    /// <param name="value">The value where it lies.</param>
    /// <param name="levels">How many levels it may nest.</param>
    /// <returns><see langword="false"/> when there is no value, a faulty one, or one that nests deeper.</returns>
    public bool TryValue(out JsonSlice value, int levels)
    {
        SkipWhiteSpace();
        if (Position == _text.Length)
        {
            value = default;
            return false;
        }

        int start = Position;
        JsonTokenType type;
        switch (_text[start])
        {
            case (byte)'"':
                bool isString = TryString(out ReadOnlySpan<byte> content, out bool isEscaped);
                value = new JsonSlice(JsonTokenType.String, content, isEscaped);
                return isString;
            case (byte)'{' when levels > 0:
                type = TrySkipObject(levels - 1) ? JsonTokenType.StartObject : JsonTokenType.None;
                break;
            case (byte)'[' when levels > 0:
                type = TrySkipArray(levels - 1) ? JsonTokenType.StartArray : JsonTokenType.None;
                break;
            case (byte)'t':
                type = TryLiteral("true"u8) ? JsonTokenType.True : JsonTokenType.None;
                break;
            case (byte)'f':
                type = TryLiteral("false"u8) ? JsonTokenType.False : JsonTokenType.None;
                break;
            case (byte)'n':
                type = TryLiteral("null"u8) ? JsonTokenType.Null : JsonTokenType.None;
                break;
            default:
                type = TryNumber() ? JsonTokenType.Number : JsonTokenType.None;
                break;
        }

        value = new JsonSlice(type, _text[start..Position], isEscaped: false);
        return type != JsonTokenType.None;
    }

    private bool TrySkipObject(int levels)
    {
        Position++;
        if (TryTake((byte)'}'))
        {
            return true;
        }

        do
        {
            if (!TryString(out _, out _) || !TryTake((byte)':') || !TryValue(out _, levels))
            {
                return false;
            }
        }
        while (TryTake((byte)','));

        return TryTake((byte)'}');
    }

    private bool TrySkipArray(int levels)
    {
        Position++;
        if (TryTake((byte)']'))
        {
            return true;
        }

        do
        {
            if (!TryValue(out _, levels))
            {
                return false;
            }
        }
        while (TryTake((byte)','));

        return TryTake((byte)']');
    }

    private bool TryNumber()
    {
        if (_text[Position] == (byte)'-')
        {
            Position++;
        }

        int start = Position;
        if (!TryDigits() || (Position - start > 1 && _text[start] == (byte)'0'))
        {
            return false;
        }

        if (Position < _text.Length && _text[Position] == (byte)'.')
        {
            Position++;
            if (!TryDigits())
            {
                return false;
            }
        }

        if (Position < _text.Length && (_text[Position] | 0x20) == 'e')
        {
            Position++;
            if (Position < _text.Length && _text[Position] is (byte)'+' or (byte)'-')
            {
                Position++;
            }

            return TryDigits();
        }

        return true;
    }

    private bool TryDigits()
    {
        int count = _text[Position..].IndexOfAny(s_notDigit);
        count = count < 0 ? _text.Length - Position : count;
        Position += count;
        return count > 0;
    }

    private bool TryEscape()
    {
        Position++;
        if (Position == _text.Length)
        {
            return false;
        }

        switch (_text[Position++])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return true;
            case (byte)'u' when _text.Length - Position >= 4:
                foreach (byte digit in _text.Slice(Position, 4))
                {
                    if (!char.IsAsciiHexDigit((char)digit))
                    {
                        return false;
                    }
                }

                Position += 4;
                return true;
            default:
                return false;
        }
    }

    private void SkipWhiteSpace()
    {
        while (Position < _text.Length && _text[Position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            Position++;
        }
    }
}
