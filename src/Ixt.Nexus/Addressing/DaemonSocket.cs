using System.Net.Sockets;
using Ixt.Session;

namespace Ixt.Nexus;

/// <summary>A daemon's listening socket: dead ones in its place are removed, live ones respected, its file removed when it closes.</summary>
internal sealed class DaemonSocket : IDisposable
{
    private const int Backlog = 511;
    private static readonly TimeSpan s_lockPoll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_lockWait = TimeSpan.FromSeconds(5);

    private readonly Socket _socket;
    private readonly ulong _inode;
    private int _closed;

    private DaemonSocket(Socket socket, string path)
    {
        _socket = socket;
        Path = path;
        _inode = FileStatus.Of(path)?.Inode ?? 0;
    }

    internal string Path { get; }

    /// <summary>Prepares the directory and listens.</summary>
    /// <exception cref="NodeIpcException">What the original throws in each case.</exception>
    internal static async Task<DaemonSocket> ListenAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        string directory = System.IO.Path.GetDirectoryName(path)!;
        SocketDirectory.Prepare(directory);
        using DirectoryLock held = await LockAsync(directory, path, time, cancellationToken).ConfigureAwait(false);
        await RemoveStaleAsync(path, cancellationToken).ConfigureAwait(false);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen(Backlog);
            return new DaemonSocket(socket, path);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw e.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? InUse(path)
                : new NodeIpcException(NodeIpcErrorCode.ConnectFailed, $"Listening on '{path}' failed: {e.Message}", e);
        }
    }

    /// <summary>Accepts the next connection; null when the socket was closed.</summary>
    internal async Task<Socket?> AcceptAsync()
    {
        try
        {
            return await _socket.AcceptAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return Volatile.Read(ref _closed) != 0 ? null : throw new IOException($"Accepting on '{Path}' failed: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        // Another daemon may have taken the place of a file that somebody deleted: its socket stays.
        try
        {
            if (_inode != 0 && FileStatus.Of(Path)?.Inode == _inode)
            {
                File.Delete(Path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that stays is found dead by the next daemon.
        }

        // Not Socket.Dispose, nor its finalizer: they delete whatever stands at the path by now.
        GC.SuppressFinalize(_socket);
        _socket.SafeHandle.Dispose();
    }

    private static async Task<DirectoryLock> LockAsync(string directory, string path, TimeProvider time, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                if (DirectoryLock.TryTake(directory) is { } held)
                {
                    return held;
                }
            }
            catch (IOException e)
            {
                throw new NodeIpcException(NodeIpcErrorCode.AddressInvalid, $"The directory of the socket can't be locked: {e.Message}", e);
            }

            if (time.GetElapsedTime(started) > s_lockWait)
            {
                throw InUse(path);
            }

            await Task.Delay(s_lockPoll, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task RemoveStaleAsync(string path, CancellationToken cancellationToken)
    {
        if (FileStatus.Of(path) is not { } status)
        {
            return;
        }

        if (!status.IsSocket)
        {
            throw new NodeIpcException(NodeIpcErrorCode.StaleSocketCleanupFailed, $"'{path}' is no socket; it is left alone. Move it away or use another instance.");
        }

        using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await probe.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused || FileStatus.Of(path) is null)
        {
            Remove(path);
            return;
        }
        catch (SocketException e)
        {
            throw new NodeIpcException(NodeIpcErrorCode.AddressInvalid, $"It can't be told whether a daemon listens on '{path}': {e.Message}", e);
        }

        throw InUse(path);
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeIpcException(NodeIpcErrorCode.StaleSocketCleanupFailed, $"The dead socket '{path}' can't be removed: {e.Message}", e);
        }
    }

    private static NodeIpcException InUse(string path) => new(NodeIpcErrorCode.AddressInUse, $"A daemon listens on '{path}' already.");
}
