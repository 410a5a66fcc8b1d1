using System.Globalization;
using System.Numerics;

namespace Ixt.Nexus;

/// <summary>The texts that JavaScript's <c>BigInt()</c> understands.</summary>
internal static class BigIntText
{
    // Parsing costs the square of the length; a number of a million digits would hold up every session of the process.
    private const int MaxDigits = 65_536;

    internal static BigInteger Parse(string text)
    {
        ReadOnlySpan<char> digits = text.AsSpan().Trim();
        if (digits.Length > MaxDigits)
        {
            throw new NexusValueException($"A BigInt of {digits.Length} characters; at most {MaxDigits} are read.");
        }

        if (digits.IsEmpty)
        {
            return BigInteger.Zero;
        }

        int radix = digits.Length > 2 && digits[0] == '0' ? (digits[1] | 0x20) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 10 } : 10;
        if (radix == 10
            ? BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value)
            : TryParse(digits[2..], radix, out value))
        {
            return value;
        }

        throw new NexusValueException("A BigInt that is no whole number.");
    }

    private static bool TryParse(ReadOnlySpan<char> digits, int radix, out BigInteger value)
    {
        value = BigInteger.Zero;
        foreach (char c in digits)
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 16;
            if (digit >= radix)
            {
                return false;
            }

            value = (value * radix) + digit;
        }

        return true;
    }
}
