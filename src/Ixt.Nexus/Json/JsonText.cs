using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Ixt.Nexus;

/// <summary>Writes JSON tokens as Node's <c>JSON.stringify</c> does: non-ASCII raw, lone surrogates as escapes, numbers in JavaScript's shortest form.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> s_special =
        SearchValues.Create(['"', '\\', .. Enumerable.Range(0, 0x20).Select(c => (char)c), .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private static readonly SearchValues<byte> s_escapedBytes = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(c => (byte)c)]);

    internal static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> raw)
    {
        raw.CopyTo(output.GetSpan(raw.Length));
        output.Advance(raw.Length);
    }

    internal static void WriteByte(IBufferWriter<byte> output, byte b)
    {
        output.GetSpan(1)[0] = b;
        output.Advance(1);
    }

    /// <summary>Writes a string with its quotes. <paramref name="prefix"/>: a control character that goes before its first, or 0.</summary>
    internal static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<char> text, char prefix = '\0')
    {
        WriteByte(output, (byte)'"');
        if (prefix != '\0')
        {
            WriteEscaped(output, prefix);
        }

        while (!text.IsEmpty)
        {
            ReadOnlySpan<char> piece = FirstPiece(text);
            text = text[piece.Length..];
            if (!TryWriteClean(output, piece))
            {
                WriteEscaping(output, piece);
            }
        }

        WriteByte(output, (byte)'"');
    }

    /// <summary>Writes a number; NaN and the infinities as <c>null</c>, −0 as 0.</summary>
    internal static void WriteNumber(IBufferWriter<byte> output, double number)
    {
        if (!double.IsFinite(number))
        {
            Write(output, "null"u8);
            return;
        }

        // Up to 2^53 a whole number's digits are its shortest form.
        if (Math.Abs(number) <= NexusValue.MaxSafeInteger && Math.Floor(number) == number)
        {
            Span<byte> span = output.GetSpan(20);
            ((long)number).TryFormat(span, out int written, provider: CultureInfo.InvariantCulture);
            output.Advance(written);
            return;
        }

        WriteShortest(output, number);
    }

    // .NET's round-trip form has the same digits as ECMAScript's Number::toString, but an exponent from other magnitudes on.
    private static void WriteShortest(IBufferWriter<byte> output, double number)
    {
        string roundTrip = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        int exponentAt = roundTrip.IndexOf('E', StringComparison.Ordinal);
        ReadOnlySpan<char> mantissa = exponentAt < 0 ? roundTrip : roundTrip.AsSpan(0, exponentAt);
        int point = mantissa.IndexOf('.');
        int exponent = exponentAt < 0 ? 0 : int.Parse(roundTrip.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        exponent += point < 0 ? mantissa.Length : point;
        Span<char> digits = stackalloc char[mantissa.Length];
        int count = 0;
        foreach (char c in mantissa)
        {
            if (c != '.' && (count > 0 || c != '0'))
            {
                digits[count++] = c;
            }
            else if (c == '0')
            {
                exponent--; // a zero in front is no digit
            }
        }

        count = digits[..count].TrimEnd('0').Length;
        WriteDigits(output, number < 0, digits[..count], exponent);
    }

    // value = 0.DIGITS × 10^exponent; ECMA-262 §6.1.6.1.20 with n = exponent and k = digits.Length.
    private static void WriteDigits(IBufferWriter<byte> output, bool negative, ReadOnlySpan<char> digits, int exponent)
    {
        StringBuilder text = new(negative ? "-" : "");
        if (exponent is > 0 and <= 21)
        {
            int whole = Math.Min(exponent, digits.Length);
            text.Append(digits[..whole]).Append('0', exponent - whole);
            if (digits.Length > whole)
            {
                text.Append('.').Append(digits[whole..]);
            }
        }
        else if (exponent is <= 0 and > -6)
        {
            text.Append("0.").Append('0', -exponent).Append(digits);
        }
        else
        {
            text.Append(digits[0]);
            if (digits.Length > 1)
            {
                text.Append('.').Append(digits[1..]);
            }

            text.Append(exponent > 0 ? "e+" : "e-").Append(CultureInfo.InvariantCulture, $"{Math.Abs(exponent - 1)}");
        }

        WriteUtf8(output, text.ToString());
    }

    // Most text needs no escape, so it is searched after it was turned into UTF-8: what to look for is then ASCII only, which is many times as fast.
    private static bool TryWriteClean(IBufferWriter<byte> output, ReadOnlySpan<char> piece)
    {
        Span<byte> span = output.GetSpan(piece.Length * 3);
        if (Utf8.FromUtf16(piece, span, out _, out int written, replaceInvalidSequences: false) != OperationStatus.Done || span[..written].ContainsAny(s_escapedBytes))
        {
            return false;
        }

        output.Advance(written);
        return true;
    }

    private static void WriteEscaping(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int clean = text.IndexOfAny(s_special);
            clean = clean < 0 ? text.Length : clean;
            WriteUtf8(output, text[..clean]);
            text = text[clean..];
            if (text.IsEmpty)
            {
                break;
            }

            if (text.Length > 1 && char.IsSurrogatePair(text[0], text[1]))
            {
                WriteUtf8(output, text[..2]);
                text = text[2..];
            }
            else
            {
                WriteEscaped(output, text[0]);
                text = text[1..];
            }
        }
    }

    private static void WriteUtf8(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        Utf8.FromUtf16(text, output.GetSpan(text.Length * 3), out _, out int written);
        output.Advance(written);
    }

    // In pieces: three bytes per character would be reserved for all of a large text at once. A pair of surrogates stays together.
    private static ReadOnlySpan<char> FirstPiece(ReadOnlySpan<char> text)
    {
        const int Piece = 16 * 1024;
        return text.Length <= Piece ? text : text[..(char.IsHighSurrogate(text[Piece - 1]) ? Piece - 1 : Piece)];
    }

    private static void WriteEscaped(IBufferWriter<byte> output, char c)
    {
        Span<byte> span = output.GetSpan(6);
        span[0] = (byte)'\\';
        byte shorthand = c switch
        {
            '"' or '\\' => (byte)c,
            '\b' => (byte)'b',
            '\f' => (byte)'f',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            _ => 0,
        };
        if (shorthand != 0)
        {
            span[1] = shorthand;
            output.Advance(2);
            return;
        }

        span[1] = (byte)'u';
        ((int)c).TryFormat(span[2..], out _, "x4", CultureInfo.InvariantCulture);
        output.Advance(6);
    }
}
