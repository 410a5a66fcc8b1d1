namespace Ixt.Conformance.Matching;

/// <summary>Base64 of RFC 4648 §4: padded, without white space, with no bits left over.</summary>
internal static class StrictBase64
{
    /// <summary>The bytes, or null when the text is not strict base64.</summary>
    public static byte[]? TryDecode(string text)
    {
        if (text.Length % 4 != 0 || text.AsSpan().ContainsAny(" \t\r\n"))
        {
            return null;
        }

        byte[] bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, bytes, out int written))
        {
            return null;
        }

        byte[] exact = written == bytes.Length ? bytes : bytes[..written];

        // A lenient decoder drops bits that do not fill a byte; only the canonical text comes back unchanged.
        return text.EndsWith('=') && Convert.ToBase64String(exact.AsSpan(Math.Max(0, exact.Length - (exact.Length % 3)))) != text[^4..] ? null : exact;
    }
}
