namespace Ixt.Conformance.Cases.Steps;

/// <summary>Sends bytes.</summary>
/// <param name="Parts">One after the other.</param>
/// <param name="Framed">Whether the framing is put around them.</param>
/// <param name="Cut">How they are divided over writes.</param>
internal sealed record SendRawStep(IReadOnlyList<RawPart> Parts, bool Framed, Cut Cut) : Step
{
    /// <summary>All parts together.</summary>
    public byte[] ToBytes()
    {
        byte[] all = new byte[Parts.Sum(p => p.Bytes.Length * p.Times)];
        Span<byte> rest = all;
        foreach (RawPart part in Parts)
        {
            Repeat(part.Bytes.Span, rest[..(part.Bytes.Length * part.Times)]);
            rest = rest[(part.Bytes.Length * part.Times)..];
        }

        return all;
    }

    /// <summary>Copies what is there already: a case repeats one byte 16 million times.</summary>
    private static void Repeat(ReadOnlySpan<byte> pattern, Span<byte> target)
    {
        if (target.IsEmpty)
        {
            return;
        }

        pattern.CopyTo(target);
        for (int filled = pattern.Length; filled < target.Length; filled *= 2)
        {
            int count = Math.Min(filled, target.Length - filled);
            target[..count].CopyTo(target[filled..]);
        }
    }
}
