using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Ixt.Session;

/// <summary>A connected Unix stream socket.</summary>
public sealed class UnixSocketTransport : Transport
{
    // What the kernel takes before a writer has to wait for its reader, in bytes; the system may allow less. With the usual 208 KiB, a few frames
    // of 64 KiB have writer and reader wait for each other all the time, which took twice as long.
    private const int SendBufferSize = 2 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly SocketWriter _writer;
    private int _writesCompleted;
    private volatile bool _disposed;

    internal UnixSocketTransport(Socket socket, string name)
    {
        _socket = socket;
        _socket.Blocking = false;
        _socket.SendBufferSize = SendBufferSize;
        _writer = new SocketWriter(socket, e => Failed("Writing to", e));
        Name = name;
        Peer = PeerCredentials.Of(socket);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override PeerCredentials? Peer { get; }

    /// <summary>Connects to a listening socket.</summary>
    /// <param name="path">Path of the socket, at most 107 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TransportException"><c>SOCKET_PATH_INVALID</c> before anything is tried; <c>CONNECT_FAILED</c>.</exception>
    public static async Task<UnixSocketTransport> ConnectAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        UnixDomainSocketEndPoint endPoint = UnixSocketPath.ToEndPoint(path);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new UnixSocketTransport(socket, path);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw TransportException.ConnectFailed(path, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return _disposed ? 0 : throw Failed("Reading from", e);
        }
    }

    /// <inheritdoc/>
    public override bool CanWait => true;

    /// <inheritdoc/>
    public override bool TryRead(Span<byte> buffer, out int count)
    {
        SocketError error;
        try
        {
            count = _socket.Receive(buffer, SocketFlags.None, out error);
        }
        catch (ObjectDisposedException)
        {
            count = 0;
            return true;
        }

        return error switch
        {
            SocketError.Success => true,
            SocketError.WouldBlock => false,
            _ => _disposed ? true : throw Failed("Reading from", new SocketException((int)error)),
        };
    }

    /// <inheritdoc/>
    public override void WaitToRead()
    {
        try
        {
            _socket.Poll(Timeout.InfiniteTimeSpan, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The read that follows says what happened.
        }
    }

    /// <inheritdoc/>
    public override int TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _writer.Send(bytes);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Failed("Writing to", e);
        }
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            // Not the socket's own way to wait: it would have the thread that watches all sockets, and the pool, woken by everything that comes in from then on.
            bytes = bytes[_writer.Send(bytes.Span)..];
            return bytes.Length == 0 ? ValueTask.CompletedTask
                : cancellationToken.CanBeCanceled ? SendAsync(bytes, cancellationToken)
                : _writer.SendAsync(bytes);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return ValueTask.FromException(Failed("Writing to", e));
        }
    }

    /// <inheritdoc/>
    public override ValueTask CompleteWritesAsync()
    {
        if (Interlocked.Exchange(ref _writesCompleted, 1) == 0)
        {
            try
            {
                _socket.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The peer is gone already: its stream's end says so to the reader.
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        // Shutdown tells the peer at once, although the descriptor lives on as long as an operation of another thread uses it.
        _disposed = true;
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Not connected any more.
        }

        _writer.Close();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            while (bytes.Length > 0)
            {
                int sent = await _socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false);
                bytes = bytes[sent..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Failed("Writing to", e);
        }
    }

    private IOException Failed(string what, Exception e) => new($"{what} the socket '{Name}' failed: {e.Message}", e);
}
