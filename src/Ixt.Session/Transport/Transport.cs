namespace Ixt.Session;

/// <summary>A two-way byte stream. One reader and one writer may use it at the same time; each calls one operation at a time.</summary>
/// <remarks>An abstract class, so that members can be added without breaking implementers.</remarks>
public abstract class Transport : IAsyncDisposable
{
    /// <summary>What a log calls this transport, e.g. the socket's path.</summary>
    public abstract string Name { get; }

    /// <summary>Who is at the other end, if the operating system says so; <see langword="null"/> otherwise.</summary>
    public virtual PeerCredentials? Peer => null;

    /// <summary>Reads what has arrived, waiting for at least one byte.</summary>
    /// <param name="buffer">Filled from its start; must not be empty.</param>
    /// <param name="cancellationToken">Gives up the wait; the stream stays usable.</param>
    /// <returns>The number of bytes read; 0 at the end of the peer's stream, and after this end was disposed.</returns>
    /// <exception cref="IOException">The connection failed; an inner <see cref="System.Net.Sockets.SocketException"/> says how.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Whether <see cref="TryRead"/> and <see cref="WaitToRead"/> work here, so that a thread can wait for bytes. Default: no.</summary>
    public virtual bool CanWait => false;

    /// <summary>Reads what has arrived, if anything has, without waiting. No read may be pending.</summary>
    /// <param name="buffer">As for <see cref="ReadAsync"/>.</param>
    /// <param name="count">As <see cref="ReadAsync"/> returns it.</param>
    /// <returns><see langword="false"/> when nothing is there.</returns>
    /// <exception cref="IOException">As for <see cref="ReadAsync"/>.</exception>
    /// <exception cref="NotSupportedException"><see cref="CanWait"/> says so.</exception>
    public virtual bool TryRead(Span<byte> buffer, out int count) => throw new NotSupportedException($"{Name} can't be read without waiting.");

    /// <summary>Keeps this thread until <see cref="TryRead"/> is worth a try: bytes, the stream's end or a failure are there, or this end was disposed.</summary>
    /// <exception cref="NotSupportedException"><see cref="CanWait"/> says so.</exception>
    public virtual void WaitToRead() => throw new NotSupportedException($"A thread can't wait for {Name}.");

    /// <summary>Writes all of the bytes, waiting while the peer does not read.</summary>
    /// <param name="bytes">Not kept after the call completes.</param>
    /// <param name="cancellationToken">Gives up the wait; a part may have been written, so the stream is unusable afterwards.</param>
    /// <exception cref="IOException">The connection failed or the peer is gone.</exception>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Writes what the transport takes without waiting. No write may be pending. Default: nothing.</summary>
    /// <param name="bytes">From their start on.</param>
    /// <returns>How many bytes that was.</returns>
    /// <exception cref="IOException">As for <see cref="WriteAsync"/>.</exception>
    public virtual int TryWrite(ReadOnlySpan<byte> bytes) => 0;

    /// <summary>Ends this side's stream (half-close): the peer reads what was written and then the end. Reading still works. Idempotent; never throws for a peer that is gone.</summary>
    public abstract ValueTask CompleteWritesAsync();

    /// <summary>Closes both directions and ends pending operations. Idempotent.</summary>
    public abstract ValueTask DisposeAsync();
}
