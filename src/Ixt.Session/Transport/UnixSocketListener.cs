using System.Net.Sockets;

namespace Ixt.Session;

/// <summary>A listening Unix socket in a directory of its own that only this user may enter (IXT-SEC-001, IXT-SEC-003).</summary>
public sealed class UnixSocketListener : IAsyncDisposable
{
    private const UnixFileMode DirectoryMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode SocketMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Socket _socket;
    private readonly string _directory;
    private int _removed;

    private UnixSocketListener(Socket socket, string directory, string path)
    {
        _socket = socket;
        _directory = directory;
        Path = path;
    }

    /// <summary>Path of the socket: what <c>IXT_IPC_SOCKET</c> is set to.</summary>
    public string Path { get; }

    /// <summary>Makes a new directory of mode 0700, binds a socket of mode 0600 in it and listens.</summary>
    /// <param name="parent">Where the directory is made; <see langword="null"/> (default) the system's directory for temporary files. Short, because a socket's path has at most 107 bytes.</param>
    /// <param name="backlog">Connections that may wait to be accepted.</param>
    /// <exception cref="TransportException"><c>SOCKET_PATH_INVALID</c> before anything is made; <c>LISTEN_FAILED</c>.</exception>
    public static UnixSocketListener Create(string? parent = null, int backlog = 16)
    {
        string directory = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), "ixt-" + Guid.NewGuid().ToString("N")[..16]);
        string path = System.IO.Path.Combine(directory, "ipc.sock");
        UnixDomainSocketEndPoint endPoint = UnixSocketPath.ToEndPoint(path);
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Made with its mode, not changed to it: there is no moment at which others could enter.
            Directory.CreateDirectory(directory, DirectoryMode);
            socket.Bind(endPoint);
            File.SetUnixFileMode(path, SocketMode);
            socket.Listen(backlog);
            return new UnixSocketListener(socket, directory, path);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            Remove(directory);
            throw TransportException.ListenFailed(path, e);
        }
    }

    /// <summary>Accepts one connection; the listener goes on listening.</summary>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="IOException">Accepting failed, or the listener is disposed.</exception>
    public async Task<UnixSocketTransport> AcceptAsync(CancellationToken cancellationToken = default)
    {
        Socket accepted;
        try
        {
            accepted = await _socket.AcceptAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw new IOException($"Accepting on the socket '{Path}' failed: {e.Message}", e);
        }

        try
        {
            return new UnixSocketTransport(accepted, Path);
        }
        catch
        {
            accepted.Dispose();
            throw;
        }
    }

    /// <summary>Accepts the one connection that is expected, then stops listening and removes socket and directory.</summary>
    /// <param name="isExpected">Says whether a peer is the one; others are disconnected and the wait goes on. <see langword="null"/> takes the first of this user.</param>
    /// <param name="cancellationToken">Gives up the wait.</param>
    /// <exception cref="IOException">Accepting failed, or the listener is disposed.</exception>
    /// <remarks>A peer of another user never is (IXT-SEC-002), whatever <paramref name="isExpected"/> says.</remarks>
    public async Task<UnixSocketTransport> AcceptOneAsync(Func<PeerCredentials, bool>? isExpected = null, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            UnixSocketTransport transport = await AcceptAsync(cancellationToken).ConfigureAwait(false);
            if (transport.Peer is { } peer && peer.UserId == CurrentUser.Id && (isExpected is null || isExpected(peer)))
            {
                await DisposeAsync().ConfigureAwait(false);
                return transport;
            }

            await transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Stops listening and removes socket and directory. Accepted connections live on. Idempotent.</summary>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (Interlocked.Exchange(ref _removed, 1) == 0)
        {
            Remove(_directory);
        }

        return ValueTask.CompletedTask;
    }

    private static void Remove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Already gone, or not ours to remove: a leftover in the directory for temporary files is not worth failing for.
        }
    }
}
