using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Ixt.Protocol;

/// <summary>Short texts that were read before: topics, module ids and service names come again and again, and need no new string each time.</summary>
/// <remarks>A table of fixed size in which the newest text of a slot stays. Threads may race for a slot: each finds a whole string there, the right one or another.</remarks>
internal static class KnownText
{
    private const int MaxLength = 64;
    private const int Slots = 512;

    private static readonly string?[] s_texts = new string?[Slots];

    /// <summary>The text of UTF-8 bytes.</summary>
    internal static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref string? slot = ref s_texts[Hash(utf8) & (Slots - 1)];
        string? known = Volatile.Read(ref slot);
        if (known is not null && Ascii.Equals(utf8, known))
        {
            return known;
        }

        string text = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref slot, text);
        return text;
    }

    // Of the ends and the length only: two texts that differ elsewhere share a slot, which costs a string and nothing else.
    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        ulong ends = bytes.Length >= sizeof(ulong)
            ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..]), 19)
            : Short(bytes);
        return (int)(((ends + (uint)bytes.Length) * 0x9E3779B97F4A7C15) >> 48);
    }

    private static ulong Short(ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        foreach (byte b in bytes)
        {
            value = (value << 8) | b;
        }

        return value;
    }
}
