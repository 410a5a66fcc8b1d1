namespace Ixt.Session;

/// <summary>Bytes of a frame that are not in its buffer, to spare a copy. Whoever sends the frame may change them once that call is back: by then they have gone out, or are filled in.</summary>
/// <param name="At">Where their room begins in the frame.</param>
/// <param name="Bytes">The bytes.</param>
internal readonly record struct LateBytes(int At, ReadOnlyMemory<byte> Bytes)
{
    internal bool IsThere => !Bytes.IsEmpty;

    /// <summary>Fills them in.</summary>
    internal void Fill(Span<byte> frame) => Bytes.Span.CopyTo(frame[At..]);

    /// <summary>Writes as much of the frame as the transport takes without waiting, and fills in what it does not take.</summary>
    /// <returns>How many bytes of the frame have gone out.</returns>
    /// <exception cref="IOException">As <see cref="Transport.TryWrite"/>.</exception>
    internal int Write(Transport transport, Span<byte> frame)
    {
        int done = transport.TryWrite(frame[..At]);
        int sent = done == At ? transport.TryWrite(Bytes.Span) : 0;
        done += sent;
        if (sent < Bytes.Length)
        {
            Bytes.Span[sent..].CopyTo(frame[(At + sent)..]);
            return done;
        }

        return done + transport.TryWrite(frame[done..]);
    }
}
