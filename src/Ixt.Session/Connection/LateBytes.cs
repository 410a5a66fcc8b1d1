using System.Buffers.Text;

namespace Ixt.Session;

/// <summary>Bytes of a frame that are not in its buffer yet. Whoever sends the frame may change them once that call is back: by then they have gone out, or are filled in.</summary>
/// <param name="At">Where their room begins in the frame.</param>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsBase64">Whether they go out as base64.</param>
internal readonly record struct LateBytes(int At, ReadOnlyMemory<byte> Bytes, bool IsBase64)
{
    // Of base64, what fits the processor's own cache beside its text. A multiple of three.
    private const int PieceLength = 96 * 1024;

    internal bool IsThere => !Bytes.IsEmpty;

    /// <summary>Fills in everything.</summary>
    internal void FillAll(Span<byte> frame) => Fill(frame, Bytes.Span, At);

    /// <summary>Writes as much of the frame as the transport takes without waiting, piece by piece as it is filled in, and sees to it that the rest is filled in.</summary>
    /// <returns>How many bytes of the frame have gone out.</returns>
    /// <exception cref="IOException">As <see cref="Transport.TryWrite"/>.</exception>
    internal int Write(Transport transport, Span<byte> frame)
    {
        int done = 0;
        int filled = At;
        ReadOnlySpan<byte> rest = Bytes.Span;
        while (!rest.IsEmpty)
        {
            if (IsBase64)
            {
                ReadOnlySpan<byte> piece = rest[..Math.Min(PieceLength, rest.Length)];
                filled = Fill(frame, piece, filled);
                rest = rest[piece.Length..];
                done += transport.TryWrite(frame[done..filled]);
            }
            else
            {
                done += transport.TryWrite(frame[done..filled]);
                int sent = done == filled ? transport.TryWrite(rest) : 0;
                done += sent;
                filled += sent;
                rest = rest[sent..];
            }

            if (done < filled || (!IsBase64 && !rest.IsEmpty))
            {
                Fill(frame, rest, filled);
                return done;
            }
        }

        return done + transport.TryWrite(frame[done..]);
    }

    // Returns where the room after them begins.
    private int Fill(Span<byte> frame, ReadOnlySpan<byte> bytes, int at)
    {
        Span<byte> room = frame[at..];
        if (!IsBase64)
        {
            bytes.CopyTo(room);
            return at + bytes.Length;
        }

        Base64.EncodeToUtf8(bytes, room, out _, out int written);
        return at + written;
    }
}
