using System.Buffers;

namespace Ixt.Wire;

/// <summary>Received bytes that are not consumed yet, in one pooled array that compacts and grows. Not for concurrent use.</summary>
/// <remarks>One array instead of a chain of segments: at 64 KiB per frame a pipeline's segments and copies cost three times as much.</remarks>
public sealed class ReceiveBuffer : IDisposable
{
    /// <summary>Capacity that a new buffer has and returns to after a large frame, in bytes.</summary>
    public const int DefaultCapacity = 64 * 1024;

    // Below this an array is kept when the buffer runs empty; above it goes back, so that one large frame does not stay in memory.
    private const int RetainedCapacity = 1024 * 1024;

    private byte[] _array;
    private int _start;
    private int _end;

    /// <summary>Makes an empty buffer.</summary>
    /// <param name="capacity">First capacity, in bytes.</param>
    public ReceiveBuffer(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _array = ArrayPool<byte>.Shared.Rent(capacity);
    }

    /// <summary>The bytes not consumed yet. Dead after <see cref="GetMemory"/> or <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Unread => _array.AsSpan(_start, _end - _start);

    /// <summary>Bytes the array holds at most now.</summary>
    public int Capacity => _array.Length;

    /// <summary>Bytes moved inside of the array or to a larger one so far; a measure for tests that it stays proportional to what arrived.</summary>
    public long MovedBytes { get; private set; }

    /// <summary>Room to receive into, after the unread bytes.</summary>
    /// <param name="needed">How many unread bytes there must be in all before the next frame can be whole; the array grows to hold them.</param>
    /// <returns>At least one byte, and at least what is missing to <paramref name="needed"/>.</returns>
    public Memory<byte> GetMemory(int needed)
    {
        ObjectDisposedException.ThrowIf(_array.Length == 0, this);
        int unread = _end - _start;
        int missing = Math.Max(needed - unread, 1);
        if (unread == 0)
        {
            _start = _end = 0;
            if (_array.Length > RetainedCapacity && missing <= DefaultCapacity)
            {
                Replace(DefaultCapacity);
            }
        }

        // Beyond what is missing, a quarter of the array is wanted, so that many small frames come in one read.
        int wanted = Math.Max(missing, Math.Min(_array.Length / 4, DefaultCapacity / 4));
        int room = _array.Length - _end;
        if (room < missing && unread + missing > _array.Length)
        {
            // A length that is known is grown to at once; a line's is not, so the array doubles: each byte is moved once on average.
            Replace(needed > unread + 1 ? needed : checked(_array.Length * 2));
        }
        else if (room < missing || (room < wanted && _start > 0 && unread <= _array.Length / 2))
        {
            Buffer.BlockCopy(_array, _start, _array, 0, unread);
            MovedBytes += unread;
            _start = 0;
            _end = unread;
        }

        return _array.AsMemory(_end);
    }

    /// <summary>Says how many bytes were received into the last <see cref="GetMemory"/>.</summary>
    /// <param name="count">Bytes.</param>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - _end);
        _end += count;
    }

    /// <summary>Drops bytes off the front. The memory stays as it is until the next <see cref="GetMemory"/>.</summary>
    /// <param name="count">Bytes.</param>
    public void Consume(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _end - _start);
        _start += count;
    }

    /// <summary>Gives the array back. Idempotent.</summary>
    public void Dispose()
    {
        byte[] array = _array;
        _array = [];
        _start = _end = 0;
        if (array.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    private void Replace(int capacity)
    {
        int unread = _end - _start;
        byte[] array = ArrayPool<byte>.Shared.Rent(capacity);
        Buffer.BlockCopy(_array, _start, array, 0, unread);
        MovedBytes += unread;
        ArrayPool<byte>.Shared.Return(_array);
        _array = array;
        _start = 0;
        _end = unread;
    }
}
