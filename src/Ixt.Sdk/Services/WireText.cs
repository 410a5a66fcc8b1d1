namespace Ixt.Sdk;

/// <summary>Text that has a limit on the wire (spec §9), counted in UTF-16 code units (IXT-VAL-015).</summary>
internal static class WireText
{
    /// <summary>The text itself, if it may be sent.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or holds a lone surrogate: that would arrive as another text (IXT-VAL-012).</exception>
    internal static string Check(string text, int maxLength, string what)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0 || text.Length > maxLength)
        {
            throw new ArgumentException($"{what} has 1 to {maxLength} characters (UTF-16 code units); this one has {text.Length}.", nameof(text));
        }

        return IsUnicode(text) ? text : throw new ArgumentException($"{what} must be Unicode text; this one holds a lone surrogate.", nameof(text));
    }

    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAnyInRange('\ud800', '\udfff');
        if (at < 0)
        {
            return true;
        }

        for (; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]))
            {
                if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                {
                    return false;
                }

                at++;
            }
        }

        return true;
    }
}
