using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ixt.Protocol;

/// <summary>Finds the end of what stands for itself in a JSON string, in one pass.</summary>
internal static class PlainText
{
    /// <summary>How many bytes there are before the first quote, backslash, control character or byte beyond ASCII; all of them if there is none.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        int at = 0;
        ref byte first = ref MemoryMarshal.GetReference(text);
        if (Vector256.IsHardwareAccelerated)
        {
            for (; at <= text.Length - (2 * Vector256<byte>.Count); at += 2 * Vector256<byte>.Count)
            {
                Vector256<byte> one = Ending(Vector256.LoadUnsafe(ref first, (nuint)at));
                Vector256<byte> two = Ending(Vector256.LoadUnsafe(ref first, (nuint)(at + Vector256<byte>.Count)));
                if ((one | two) != Vector256<byte>.Zero)
                {
                    break;
                }
            }
        }

        for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            Vector128<byte> found = Ending(Vector128.LoadUnsafe(ref first, (nuint)at));
            if (found != Vector128<byte>.Zero)
            {
                return at + int.TrailingZeroCount((int)found.ExtractMostSignificantBits());
            }
        }

        while (at < text.Length && text[at] is >= 0x20 and < 0x80 and not (byte)'"' and not (byte)'\\')
        {
            at++;
        }

        return at;
    }

    // As signed numbers, bytes beyond ASCII are below the control characters: one comparison finds both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Ending(Vector256<byte> bytes) =>
        Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)0x20)).AsByte()
        | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
        | Vector256.Equals(bytes, Vector256.Create((byte)'\\'));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Ending(Vector128<byte> bytes) =>
        Vector128.LessThan(bytes.AsSByte(), Vector128.Create((sbyte)0x20)).AsByte()
        | Vector128.Equals(bytes, Vector128.Create((byte)'"'))
        | Vector128.Equals(bytes, Vector128.Create((byte)'\\'));
}
