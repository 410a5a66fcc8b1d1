using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Ixt.Protocol;

/// <summary>The protocol's base64: RFC 4648 section 4, padded, no white space, no other alphabet.</summary>
/// <remarks>
/// Unused bits in the last character before the padding must be zero: <c>"AB=="</c> is refused. RFC 4648 section 3.5 lets a decoder
/// choose; no encoder here sets them, and two texts for the same bytes are one too many. Other implementations may be lenient here.
/// </remarks>
public static class StrictBase64
{
    /// <summary>Decodes base64 text.</summary>
    /// <param name="base64">The text as ASCII bytes; may be empty.</param>
    /// <param name="bytes">What it stands for, in an array of exactly that length.</param>
    /// <returns><see langword="false"/> when the text is not strict base64.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> base64, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (base64.Length % 4 != 0)
        {
            return false;
        }

        if (base64.IsEmpty)
        {
            bytes = [];
            return true;
        }

        int padding = base64[^1] != (byte)'=' ? 0 : base64[^2] != (byte)'=' ? 1 : 2;
        byte[] decoded = GC.AllocateUninitializedArray<byte>((base64.Length / 4 * 3) - padding);

        // The platform's decoder skips white space, the protocol does not: so much text then stands for fewer bytes.
        OperationStatus status = Base64.DecodeFromUtf8(base64, decoded, out int consumed, out int written);
        if (status != OperationStatus.Done || consumed != base64.Length || written != decoded.Length)
        {
            return false;
        }

        bytes = decoded;
        return true;
    }

    /// <summary>Whether the first characters of a long text are base64: a look that costs little before the decoder gets memory for all of it.</summary>
    /// <param name="text">At least 64 bytes.</param>
    internal static bool BeginsLikeIt(ReadOnlySpan<byte> text)
    {
        Span<byte> decoded = stackalloc byte[48];
        return Base64.DecodeFromUtf8(text[..64], decoded, out _, out int written) == OperationStatus.Done && written == decoded.Length;
    }
}
