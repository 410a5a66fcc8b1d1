using System.Globalization;
using System.Numerics;

namespace Ixt.Nexus;

/// <summary>The texts that JavaScript's <c>BigInt()</c> understands.</summary>
internal static class BigIntText
{
    // Parsing costs more than linearly; a number of a million digits would hold up every session of the process.
    private const int MaxDigits = 65_536;

    // JavaScript's white space and line ends: Unicode's blanks and the byte order mark, but not U+0085.
    private const string Blanks = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

    internal static BigInteger Parse(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan().Trim(Blanks);
        if (digits.Length > MaxDigits)
        {
            throw new NexusValueException($"A BigInt of {digits.Length} characters; at most {MaxDigits} are read.");
        }

        if (digits.IsEmpty)
        {
            return BigInteger.Zero;
        }

        int radix = digits.Length > 1 && digits[0] == '0' ? (digits[1] | 0x20) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 10 } : 10;
        ReadOnlySpan<char> significant = radix != 10 ? digits[2..] : digits[0] is '+' or '-' ? digits[1..] : digits;
        if (significant.IsEmpty || significant.ContainsAnyExcept(DigitsOf(radix)))
        {
            throw new NexusValueException("A BigInt that is no whole number.");
        }

        return radix switch
        {
            // With a zero in front, so that a leading one is no sign.
            16 => BigInteger.Parse($"0{significant}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            8 => FromOctal(significant),
            2 => BigInteger.Parse($"0{significant}", NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture),
            _ => BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        };
    }

    private static ReadOnlySpan<char> DigitsOf(int radix) => radix == 16 ? "0123456789abcdefABCDEF" : "0123456789".AsSpan(0, radix);

    private static BigInteger FromOctal(ReadOnlySpan<char> digits)
    {
        string bits = string.Create(1 + (digits.Length * 3), digits, static (bits, digits) =>
        {
            bits[0] = '0';
            for (int i = 0; i < digits.Length; i++)
            {
                (digits[i] - '0').TryFormat(bits[(1 + (i * 3))..], out _, "B3", CultureInfo.InvariantCulture);
            }
        });
        return BigInteger.Parse(bits, NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture);
    }
}
