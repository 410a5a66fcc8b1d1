using System.Text;

namespace Ixt.Conformance.Connection;

/// <summary>Shows bytes to a person: as text when they are text, else in hex; long ones without their middle.</summary>
internal static class FrameText
{
    private const int HeadBytes = 600;
    private const int TailBytes = 80;
    private const int HexBytes = 64;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes on one line.</summary>
    public static string Show(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= HeadBytes + TailBytes)
        {
            return IsText(bytes) ? AsText(bytes) : AsHex(bytes);
        }

        ReadOnlySpan<byte> head = bytes[..CutBack(bytes, HeadBytes)];
        ReadOnlySpan<byte> tail = bytes[CutForward(bytes, bytes.Length - TailBytes)..];
        return IsText(head) && IsText(tail) ? $"{AsText(head)} … {AsText(tail)}" : AsHex(bytes);
    }

    /// <summary>Two digits per byte, with the printable ones beside them.</summary>
    public static string AsHex(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> shown = bytes.Length > HexBytes ? bytes[..HexBytes] : bytes;
        StringBuilder text = new("hex ");
        foreach (byte b in shown)
        {
            text.Append(b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)).Append(' ');
        }

        if (shown.Length < bytes.Length)
        {
            text.Append("… ");
        }

        text.Append('|');
        foreach (byte b in shown)
        {
            text.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
        }

        return text.Append('|').ToString();
    }

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.ContainsAnyInRange((byte)0, (byte)8) || bytes.ContainsAnyInRange((byte)14, (byte)31) || bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            return false;
        }

        return System.Text.Unicode.Utf8.IsValid(bytes);
    }

    private static string AsText(ReadOnlySpan<byte> bytes) =>
        _strict.GetString(bytes).Replace("\n", "⏎", StringComparison.Ordinal).Replace("\r", "␍", StringComparison.Ordinal);

    private static int CutBack(ReadOnlySpan<byte> bytes, int at)
    {
        while (at > 0 && (bytes[at] & 0xC0) == 0x80)
        {
            at--;
        }

        return at;
    }

    private static int CutForward(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && (bytes[at] & 0xC0) == 0x80)
        {
            at++;
        }

        return at;
    }
}
