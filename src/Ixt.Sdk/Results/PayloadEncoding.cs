using System.Text;
using Ixt.Protocol;

namespace Ixt.Sdk;

/// <summary>Base64 as the protocol has it: RFC 4648 §4, padded, without white space (IXT-ENV-017).</summary>
internal static class PayloadEncoding
{
    internal static string Encode(ReadOnlySpan<byte> data) => Convert.ToBase64String(data);

    internal static byte[] Decode(string payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        byte[] ascii = Encoding.UTF8.GetBytes(payload);
        return StrictBase64.TryDecode(ascii, out byte[]? bytes)
            ? bytes
            : throw new FormatException("The payload is not base64 (RFC 4648 section 4, padded, without white space).");
    }
}
