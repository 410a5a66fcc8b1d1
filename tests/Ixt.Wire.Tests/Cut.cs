namespace Ixt.Wire.Tests;

/// <summary>One way in which a stream's bytes arrive: as these pieces, in this order.</summary>
public sealed record Cut(string Name, byte[] Input, IReadOnlyList<ReadOnlyMemory<byte>> Pieces)
{
    // Above this, cutting everywhere would be the square of the input; the places that matter are its ends.
    private const int EverywhereLimit = 2048;

    public override string ToString() => Name;

    /// <summary>Whole; cut in two at every place; one byte at a time. Of a long input: cut near its ends, and in pieces of a few sizes.</summary>
    public static IEnumerable<Cut> Every(byte[] input)
    {
        yield return new Cut("whole", input, [input]);
        for (int at = 1; at < input.Length; at++)
        {
            if (input.Length <= EverywhereLimit || at <= 5 || at >= input.Length - 2)
            {
                yield return new Cut($"cut at {at}", input, [input.AsMemory(0, at), input.AsMemory(at)]);
            }
        }

        foreach (int size in input.Length <= EverywhereLimit ? new[] { 1, 3 } : [4093, 65536])
        {
            yield return new Cut($"pieces of {size}", input, [.. InPieces(input, size)]);
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> InPieces(byte[] input, int size)
    {
        for (int at = 0; at < input.Length; at += size)
        {
            yield return input.AsMemory(at, Math.Min(size, input.Length - at));
        }
    }
}
