namespace Ixt.Session;

/// <summary>One direction of an in-memory pair: a bounded ring of bytes. One reader and one writer at a time.</summary>
internal sealed class InMemoryPipe(int capacity)
{
    private readonly Lock _gate = new();
    private readonly byte[] _ring = new byte[capacity];
    private TaskCompletionSource? _readable;
    private TaskCompletionSource? _writable;
    private int _start;
    private int _count;
    private bool _completed;
    private bool _broken;

    internal async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (_gate)
            {
                if (_broken || (_count == 0 && _completed))
                {
                    return 0;
                }

                if (_count > 0)
                {
                    int taken = Take(buffer.Span);
                    _writable?.TrySetResult();
                    _writable = null;
                    return taken;
                }

                _readable ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wait = _readable.Task;
            }

            await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            Task? wait = null;
            lock (_gate)
            {
                if (_broken || _completed)
                {
                    throw new IOException("The in-memory connection is closed.", new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.Shutdown));
                }

                int put = Put(bytes.Span);
                bytes = bytes[put..];
                if (put > 0)
                {
                    _readable?.TrySetResult();
                    _readable = null;
                }
                else
                {
                    _writable ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    wait = _writable.Task;
                }
            }

            if (wait is not null)
            {
                await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The writer is done: what is in the pipe can still be read.</summary>
    internal void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Wake();
        }
    }

    /// <summary>An end is gone: reads end, writes fail.</summary>
    internal void Break()
    {
        lock (_gate)
        {
            _broken = true;
            Wake();
        }
    }

    private void Wake()
    {
        _readable?.TrySetResult();
        _writable?.TrySetResult();
        _readable = _writable = null;
    }

    private int Take(Span<byte> target)
    {
        int taken = Math.Min(target.Length, _count);
        int first = Math.Min(taken, _ring.Length - _start);
        _ring.AsSpan(_start, first).CopyTo(target);
        _ring.AsSpan(0, taken - first).CopyTo(target[first..]);
        _start = (_start + taken) % _ring.Length;
        _count -= taken;
        return taken;
    }

    private int Put(ReadOnlySpan<byte> source)
    {
        int put = Math.Min(source.Length, _ring.Length - _count);
        int end = (_start + _count) % _ring.Length;
        int first = Math.Min(put, _ring.Length - end);
        source[..first].CopyTo(_ring.AsSpan(end));
        source[first..put].CopyTo(_ring);
        _count += put;
        return put;
    }
}
