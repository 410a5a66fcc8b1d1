using System.Diagnostics.CodeAnalysis;

namespace Ixt.Nexus;

/// <summary>Paths that a peer has sent, by their JSON text: a peer calls the same few members again and again. Bounded, so that one that does not costs little.</summary>
/// <remarks>Not for concurrent use: one per session, used by its reader.</remarks>
internal sealed class PathCache
{
    private const int Slots = 64; // a power of two
    private const int MaxLength = 128;

    private readonly (byte[] Text, string[] Path)[] _slots = new (byte[], string[])[Slots];

    internal bool TryGet(ReadOnlySpan<byte> text, [NotNullWhen(true)] out string[]? path)
    {
        (byte[] known, path) = _slots[SlotOf(text)];
        return known is not null && text.SequenceEqual(known);
    }

    /// <summary>Remembers a path, in the place of another, unless it is none or too long.</summary>
    /// <returns>The path.</returns>
    internal string[]? Add(ReadOnlySpan<byte> text, string[]? path)
    {
        if (path is not null && text.Length <= MaxLength)
        {
            _slots[SlotOf(text)] = (text.ToArray(), path);
        }

        return path;
    }

    // Members of one service differ at the end and in length.
    private static int SlotOf(ReadOnlySpan<byte> text)
    {
        uint hash = (uint)text.Length;
        foreach (byte b in text[^Math.Min(text.Length, 16)..])
        {
            hash = (hash * 31) + b;
        }

        return (int)(hash & (Slots - 1));
    }
}
