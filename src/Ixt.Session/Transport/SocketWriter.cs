using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Ixt.Session;

/// <summary>Writes to a socket that does not block; what the peer keeps waiting is finished by a thread of the writer's own, which is started the first time that happens.</summary>
/// <remarks>
/// What awaits such a write goes on on that thread, and may write there again: the thread sees to that write when it comes back. So nothing that goes on there
/// may wait for a write, and no user code runs there.
/// </remarks>
/// <param name="socket">Connected, and not blocking.</param>
/// <param name="failed">Makes of what the socket throws what the transport throws.</param>
internal sealed class SocketWriter(Socket socket, Func<Exception, IOException> failed) : IValueTaskSource
{
    private readonly object _gate = new();
    private ManualResetValueTaskSourceCore<bool> _write;
    private ReadOnlyMemory<byte> _rest;
    private bool _isPending;
    private bool _isStarted;
    private bool _isClosed;

    /// <summary>Writes what the kernel takes without waiting.</summary>
    /// <returns>How many bytes that was.</returns>
    /// <exception cref="SocketException">The connection failed or the peer is gone.</exception>
    /// <exception cref="ObjectDisposedException">The socket was disposed.</exception>
    internal int Send(ReadOnlySpan<byte> bytes)
    {
        int sent = 0;
        while (sent < bytes.Length)
        {
            int count = socket.Send(bytes[sent..], SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                break;
            }

            if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }

            sent += count;
        }

        return sent;
    }

    /// <summary>Has the thread write. One such write at a time.</summary>
    /// <param name="bytes">Not kept after the task completes.</param>
    /// <exception cref="ObjectDisposedException"><see cref="Close"/> was called.</exception>
    internal ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, socket);
            _write.Reset();
            _rest = bytes;
            _isPending = true;
            if (_isStarted)
            {
                Monitor.Pulse(_gate);
            }
            else
            {
                new Thread(static writer => ((SocketWriter)writer!).Run()) { IsBackground = true, Name = "Ixt writer" }.UnsafeStart(this);
                _isStarted = true;
            }

            return new ValueTask(this, _write.Version);
        }
    }

    /// <summary>Ends the thread. The socket has been shut down, which ends a write under way.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.Pulse(_gate);
        }
    }

    void IValueTaskSource.GetResult(short token) => _write.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _write.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _write.OnCompleted(continuation, state, token, flags);

    private void Run()
    {
        while (WaitForWrite())
        {
            try
            {
                WriteRest();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                _write.SetException(failed(e));
                continue;
            }

            _write.SetResult(true);
        }
    }

    private bool WaitForWrite()
    {
        lock (_gate)
        {
            while (!_isPending)
            {
                if (_isClosed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            _isPending = false;
            return true;
        }
    }

    private void WriteRest()
    {
        ReadOnlyMemory<byte> rest = _rest;
        _rest = default;
        while (rest.Length > 0)
        {
            socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectWrite);
            rest = rest[Send(rest.Span)..];
        }
    }
}
