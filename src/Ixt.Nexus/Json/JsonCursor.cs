using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Ixt.Nexus;

/// <summary>Walks a JSON text in UTF-8 and checks its grammar on the way. What is read is what Node's <c>JSON.parse</c> would read.</summary>
/// <remarks>
/// Not <c>Utf8JsonReader</c>, because Node peers send what it refuses: lone surrogates as escapes, malformed UTF-8 (which Node replaces), thousands of levels.
/// </remarks>
internal ref struct JsonCursor
{
    private static readonly SearchValues<byte> s_stringStops = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(b => (byte)b)]);

    private readonly ReadOnlySpan<byte> _text;
    private int _at;

    internal JsonCursor(ReadOnlySpan<byte> text)
    {
        // Node's decoder skips a byte order mark.
        _text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        _at = 0;
    }

    /// <summary>Where it is, in bytes.</summary>
    internal readonly int Position => _at;

    /// <summary>The bytes from an earlier position up to here.</summary>
    internal readonly ReadOnlySpan<byte> Since(int position) => _text[position.._at];

    /// <summary>The first byte of the next token, or 0 at the end.</summary>
    internal byte Peek()
    {
        while (_at < _text.Length)
        {
            byte b = _text[_at];
            if (b is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                return b;
            }

            _at++;
        }

        return 0;
    }

    /// <summary>Goes past a byte of punctuation if it comes next.</summary>
    internal bool TryTake(byte punctuation)
    {
        if (Peek() != punctuation)
        {
            return false;
        }

        _at++;
        return true;
    }

    internal void Take(byte punctuation)
    {
        if (!TryTake(punctuation))
        {
            throw Fault($"'{(char)punctuation}' expected");
        }
    }

    /// <summary>Demands that nothing follows.</summary>
    internal void End()
    {
        if (Peek() != 0 || _at < _text.Length)
        {
            throw Fault("nothing expected");
        }
    }

    /// <summary>Reads <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    internal void TakeLiteral(ReadOnlySpan<byte> literal)
    {
        if (!_text[_at..].StartsWith(literal))
        {
            throw Fault("a value expected");
        }

        _at += literal.Length;
    }

    /// <summary>Reads a number; the cursor is at its first byte.</summary>
    internal double TakeNumber()
    {
        int start = _at;
        ScanNumber(out bool isInteger);
        ReadOnlySpan<byte> text = Since(start);
        if (isInteger && text.Length <= 15)
        {
            bool negative = text[0] == (byte)'-';
            long whole = 0;
            foreach (byte digit in negative ? text[1..] : text)
            {
                whole = (whole * 10) + (digit - '0');
            }

            return negative ? -(double)whole : whole;
        }

        // Out of range is ±infinity or 0 in both worlds.
        bool parsed = Utf8Parser.TryParse(text, out double number, out int used) && used == text.Length;
        return parsed ? number : double.Parse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a string; the cursor is at its quote.</summary>
    internal string TakeString()
    {
        _at++;
        ReadOnlySpan<byte> rest = _text[_at..];
        int length = rest.IndexOfAny(s_stringStops);
        if (length >= 0 && rest[length] == (byte)'"')
        {
            _at += length + 1;
            return length == 0 ? "" : Encoding.UTF8.GetString(rest[..length]);
        }

        return TakeEscapedString();
    }

    /// <summary>Goes past a value of any kind, however deep, without using the stack.</summary>
    internal void Skip()
    {
        byte first = Peek();
        if (first is not ((byte)'{' or (byte)'['))
        {
            SkipScalar(first);
            return;
        }

        // One bit per open level: array or object.
        List<bool> open = [];
        do
        {
            SkipToken(open);
        }
        while (open.Count > 0);
    }

    internal readonly NexusWireException Fault(string what) =>
        new(_at < _text.Length ? $"Not JSON: {what} at byte {_at}." : $"Not JSON: {what}, but the text ends.");

    private void SkipToken(List<bool> open)
    {
        byte b = Peek();
        switch (b)
        {
            case (byte)'{' or (byte)'[':
                _at++;
                open.Add(b == (byte)'{');
                if (TryTake(b == (byte)'{' ? (byte)'}' : (byte)']'))
                {
                    open.RemoveAt(open.Count - 1);
                    break;
                }

                if (b == (byte)'{')
                {
                    SkipName();
                }

                return;
            default:
                SkipScalar(b);
                break;
        }

        // A value has ended: so do all levels that it was the last of.
        while (open.Count > 0)
        {
            bool isObject = open[^1];
            if (TryTake((byte)','))
            {
                if (isObject)
                {
                    SkipName();
                }

                return;
            }

            Take(isObject ? (byte)'}' : (byte)']');
            open.RemoveAt(open.Count - 1);
        }
    }

    private void SkipName()
    {
        if (Peek() != (byte)'"')
        {
            throw Fault("a member name expected");
        }

        SkipString();
        Take((byte)':');
    }

    private void SkipScalar(byte first)
    {
        switch (first)
        {
            case (byte)'"':
                SkipString();
                break;
            case (byte)'t':
                TakeLiteral("true"u8);
                break;
            case (byte)'f':
                TakeLiteral("false"u8);
                break;
            case (byte)'n':
                TakeLiteral("null"u8);
                break;
            default:
                ScanNumber(out _);
                break;
        }
    }

    private void SkipString()
    {
        _at++;
        while (true)
        {
            int length = _text[_at..].IndexOfAny(s_stringStops);
            if (length < 0)
            {
                _at = _text.Length;
                throw Fault("the end of a string expected");
            }

            _at += length + 1;
            switch (_text[_at - 1])
            {
                case (byte)'"':
                    return;
                case (byte)'\\':
                    TakeEscape();
                    break;
                default:
                    _at--;
                    throw Fault("a control character must be escaped");
            }
        }
    }

    private string TakeEscapedString()
    {
        ArrayBufferWriter<char> text = new(Math.Clamp(_text.Length - _at, 1, 256));
        while (true)
        {
            ReadOnlySpan<byte> rest = _text[_at..];
            int length = rest.IndexOfAny(s_stringStops);
            if (length < 0)
            {
                _at = _text.Length;
                throw Fault("the end of a string expected");
            }

            Encoding.UTF8.GetChars(rest[..length], text);
            _at += length + 1;
            switch (_text[_at - 1])
            {
                case (byte)'"':
                    return new string(text.WrittenSpan);
                case (byte)'\\':
                    text.Write([TakeEscape()]);
                    break;
                default:
                    _at--;
                    throw Fault("a control character must be escaped");
            }
        }
    }

    // After the backslash. A \uD83D stays what it is: half of a pair, or alone.
    private char TakeEscape()
    {
        byte kind = _at < _text.Length ? _text[_at++] : (byte)0;
        switch (kind)
        {
            case (byte)'"' or (byte)'\\' or (byte)'/':
                return (char)kind;
            case (byte)'b':
                return '\b';
            case (byte)'f':
                return '\f';
            case (byte)'n':
                return '\n';
            case (byte)'r':
                return '\r';
            case (byte)'t':
                return '\t';
            case (byte)'u' when _text.Length - _at >= 4 && Utf8Parser.TryParse(_text.Slice(_at, 4), out ushort unit, out int used, 'x') && used == 4:
                _at += 4;
                return (char)unit;
            default:
                throw Fault("an escape expected");
        }
    }

    private void ScanNumber(out bool isInteger)
    {
        isInteger = true;
        int at = _at;
        at += at < _text.Length && _text[at] == (byte)'-' ? 1 : 0;
        int first = at;
        at = Digits(at);
        if (at == first || (_text[first] == (byte)'0' && at > first + 1))
        {
            throw Fault("a value expected");
        }

        if (at < _text.Length && _text[at] == (byte)'.')
        {
            isInteger = false;
            first = at + 1;
            at = Digits(first);
            if (at == first)
            {
                throw Fault("digits expected after the point of a number");
            }
        }

        if (at < _text.Length && _text[at] is (byte)'e' or (byte)'E')
        {
            isInteger = false;
            first = at + 1;
            first += first < _text.Length && _text[first] is (byte)'+' or (byte)'-' ? 1 : 0;
            at = Digits(first);
            if (at == first)
            {
                throw Fault("digits expected in the exponent of a number");
            }
        }

        _at = at;
    }

    private readonly int Digits(int at)
    {
        while (at < _text.Length && _text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at;
    }
}
