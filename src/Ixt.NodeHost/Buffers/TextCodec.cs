using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace Ixt.NodeHost.Buffers;

/// <summary>Node's buffer encodings. Names are the canonical ones the prelude passes.</summary>
internal static class TextCodec
{
    public static string Decode(ReadOnlySpan<byte> bytes, string encoding) => encoding switch
    {
        "utf8" => Encoding.UTF8.GetString(bytes),
        "latin1" => Encoding.Latin1.GetString(bytes),
        "ascii" => DecodeAscii(bytes),
        "hex" => Convert.ToHexStringLower(bytes),
        "base64" => Convert.ToBase64String(bytes),
        "base64url" => LenientBase64.EncodeUrl(bytes),
        "utf16le" => DecodeUtf16(bytes),
        _ => throw new ArgumentException($"Unknown encoding '{encoding}'.", nameof(encoding)),
    };

    public static byte[] Encode(string text, string encoding) => encoding switch
    {
        "utf8" => Encoding.UTF8.GetBytes(text),
        "latin1" or "ascii" => EncodeLatin1(text),
        "hex" => DecodeHex(text),
        "base64" or "base64url" => DecodeBase64(text),
        "utf16le" => MemoryMarshal.AsBytes(text.AsSpan()).ToArray(),
        _ => throw new ArgumentException($"Unknown encoding '{encoding}'.", nameof(encoding)),
    };

    private static byte[] DecodeBase64(string text)
    {
        // The strict decoder is vectorised and refuses what only the lenient one takes; white space it skips like Node.
        byte[] buffer = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (text.Length % 4 == 0 && Convert.TryFromBase64String(text, buffer, out int written))
        {
            return written == buffer.Length ? buffer : buffer.AsSpan(0, written).ToArray();
        }

        return LenientBase64.Decode(text);
    }

    private static byte[] EncodeLatin1(string text)
    {
        byte[] bytes = new byte[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            bytes[i] = (byte)text[i];
        }

        return bytes;
    }

    private static byte[] DecodeHex(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            // Node looks at the low byte of each unit only.
            char high = (char)(text[i * 2] & 0xFF);
            char low = (char)(text[(i * 2) + 1] & 0xFF);
            if (!char.IsAsciiHexDigit(high) || !char.IsAsciiHexDigit(low))
            {
                return bytes.AsSpan(0, i).ToArray();
            }

            bytes[i] = (byte)((Nibble(high) << 4) | Nibble(low));
        }

        return bytes;
    }

    private static int Nibble(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    private static string DecodeAscii(ReadOnlySpan<byte> bytes)
    {
        char[] chars = new char[bytes.Length];
        for (int i = 0; i < chars.Length; i++)
        {
            chars[i] = (char)(bytes[i] & 0x7F);
        }

        return new string(chars);
    }

    private static string DecodeUtf16(ReadOnlySpan<byte> bytes) =>
        new(MemoryMarshal.Cast<byte, char>(bytes[..(bytes.Length & ~1)]));
}
