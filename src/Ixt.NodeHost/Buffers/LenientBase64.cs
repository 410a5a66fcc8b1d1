namespace Ixt.NodeHost.Buffers;

/// <summary>Base64 as Node reads it: both alphabets, other characters skipped, padding optional, nothing after <c>=</c>.</summary>
internal static class LenientBase64
{
    public static byte[] Decode(string text)
    {
        byte[] buffer = new byte[(text.Length * 3L / 4) + 3];
        int length = 0;
        int bits = 0;
        int pending = 0;
        foreach (char c in text)
        {
            if (c == '=')
            {
                break;
            }

            int value = ValueOf(c);
            if (value < 0)
            {
                continue;
            }

            bits = ((bits << 6) | value) & 0xFFFFFF;
            pending += 6;
            if (pending >= 8)
            {
                pending -= 8;
                buffer[length++] = (byte)(bits >> pending);
            }
        }

        return buffer.AsSpan(0, length).ToArray();
    }

    public static string EncodeUrl(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static int ValueOf(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' => 62,
        '/' or '_' => 63,
        _ => -1,
    };
}
