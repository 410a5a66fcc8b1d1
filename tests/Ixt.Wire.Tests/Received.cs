using System.Text;

namespace Ixt.Wire.Tests;

/// <summary>What comes out of a <see cref="FrameReader"/> that is fed in pieces.</summary>
public sealed record Received(IReadOnlyList<byte[]> Frames, byte[] Rest, FrameException? Fault, FrameFormat? Format)
{
    public IEnumerable<string> Texts => Frames.Select(Encoding.UTF8.GetString);

    public static Received Of(Cut cut, FrameFormat? format, int maxPayload = FrameLimits.MaxFrame)
    {
        using FrameReader reader = new(format, maxPayload);
        List<byte[]> frames = [];
        int fed = 0;
        foreach (ReadOnlyMemory<byte> piece in cut.Pieces)
        {
            for (int at = 0; at < piece.Length;)
            {
                Memory<byte> room = reader.GetMemory();
                int count = Math.Min(room.Length, piece.Length - at);
                piece.Slice(at, count).CopyTo(room);
                reader.Advance(count);
                at += count;
                fed += count;
                try
                {
                    while (reader.TryRead(out ReadOnlySpan<byte> frame))
                    {
                        frames.Add(frame.ToArray());
                    }
                }
                catch (FrameException e)
                {
                    return new Received(frames, cut.Input[(fed - reader.PartialBytes)..], e, reader.Format);
                }
            }
        }

        return new Received(frames, cut.Input[(fed - reader.PartialBytes)..], null, reader.Format);
    }
}
