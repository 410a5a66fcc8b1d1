using System.Buffers;

namespace Ixt.Wire;

/// <summary>A pooled buffer that one outgoing frame is written into, header and trailer included. Reusable; not for concurrent use.</summary>
public sealed class FrameBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstCapacity = 4096;

    private byte[] _array = [];
    private int _end;
    private int _header;
    private int _maxPayload;
    private FrameFormat _format;

    /// <summary>Bytes the array holds at most now.</summary>
    public int Capacity => _array.Length;

    /// <summary>Bytes of payload written so far.</summary>
    public int PayloadLength => _end - _header;

    /// <summary>The payload written so far. Dead after the next write.</summary>
    public ReadOnlySpan<byte> Payload => _array.AsSpan(_header, PayloadLength);

    /// <summary>Starts a frame; what was written before is dropped.</summary>
    /// <param name="format">How frames are told apart.</param>
    /// <param name="maxPayload">Largest payload allowed, in bytes.</param>
    public void Begin(FrameFormat format, int maxPayload)
    {
        if (_array.Length == 0)
        {
            _array = ArrayPool<byte>.Shared.Rent(FirstCapacity);
        }

        _format = format;
        _maxPayload = maxPayload;
        _header = Framing.HeaderSize(format);
        _end = _header;
    }

    /// <inheritdoc/>
    /// <exception cref="FrameException">The payload is over its limit: thrown as soon as it is, not when all of it is written.</exception>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - _end);
        _end += count;
        if (PayloadLength > _maxPayload)
        {
            throw FrameException.Of(FrameFault.TooLarge, PayloadLength, _maxPayload);
        }
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsMemory(_end);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsSpan(_end);
    }

    /// <summary>Completes the frame.</summary>
    /// <returns>All of its bytes. Dead after the next call of any member but <see cref="Detach"/>.</returns>
    /// <exception cref="FrameException">The payload is empty, too large, or holds a line break where it must not.</exception>
    public ReadOnlySpan<byte> Finish()
    {
        Framing.Check(_format, Payload, _maxPayload);
        int trailer = Framing.TrailerSize(_format);
        Reserve(trailer);
        Span<byte> frame = _array.AsSpan(0, _end + trailer);
        Framing.Seal(_format, frame);
        return frame;
    }

    /// <summary>The first bytes of the buffer, header included: after <see cref="Finish"/>, the frame.</summary>
    /// <param name="length">What <see cref="Finish"/> returned was this long, in bytes.</param>
    public ReadOnlySpan<byte> Frame(int length) => _array.AsSpan(0, length);

    /// <summary>Everything written so far, header included: for what was advanced over before it was filled in.</summary>
    public Span<byte> Whole() => _array.AsSpan(0, _end);

    /// <summary>Hands over the array that holds the finished frame, so that a large one is not copied.</summary>
    /// <returns>From <see cref="ArrayPool{T}.Shared"/>; to be returned there by its new owner. The frame starts at its first byte.</returns>
    public byte[] Detach()
    {
        byte[] array = _array;
        _array = [];
        _end = _header = 0;
        return array;
    }

    /// <summary>Gives the array back; the buffer can be used again after <see cref="Begin"/>.</summary>
    public void Dispose()
    {
        byte[] array = Detach();
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private void Reserve(int size)
    {
        if (_array.Length - _end >= size)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_end + size, _array.Length * 2)));
        _array.AsSpan(0, _end).CopyTo(larger);
        if (_array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_array);
        }

        _array = larger;
    }
}
