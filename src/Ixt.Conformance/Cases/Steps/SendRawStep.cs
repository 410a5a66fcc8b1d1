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
            for (int i = 0; i < part.Times; i++)
            {
                part.Bytes.Span.CopyTo(rest);
                rest = rest[part.Bytes.Length..];
            }
        }

        return all;
    }
}
