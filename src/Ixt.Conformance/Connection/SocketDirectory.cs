using System.Net.Sockets;

namespace Ixt.Conformance.Connection;

/// <summary>A directory of mode 0700 of its own with a listening socket of mode 0600 in it; gone when disposed (IXT-SEC-001, IXT-SEC-003).</summary>
internal sealed class SocketDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _directory;
    private readonly Socket _listener;

    private SocketDirectory(string directory, Socket listener)
    {
        _directory = directory;
        _listener = listener;
    }

    /// <summary>The socket's path, for <c>IXT_IPC_SOCKET</c>.</summary>
    public string SocketPath => Path.Combine(_directory, "s");

    /// <summary>Makes a directory of a new name and listens.</summary>
    public static SocketDirectory Create() => CreateIn(Directory.CreateTempSubdirectory("ixt-").FullName);

    /// <summary>Makes the directory, if it is not there, and listens: the same path again for who starts a module by hand.</summary>
    public static SocketDirectory CreateIn(string directory)
    {
        Directory.CreateDirectory(directory, OwnerOnly);
        File.SetUnixFileMode(directory, OwnerOnly);
        Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            string path = Path.Combine(directory, "s");
            listener.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            listener.Listen(4);
            return new SocketDirectory(directory, listener);
        }
        catch
        {
            listener.Dispose();
            Directory.Delete(directory, recursive: true);
            throw;
        }
    }

    /// <summary>Waits for the one connection and stops listening.</summary>
    public async Task<Socket> AcceptAsync(CancellationToken cancellationToken)
    {
        Socket accepted = await _listener.AcceptAsync(cancellationToken).ConfigureAwait(false);

        // Closing the listener unlinks the socket's file.
        _listener.Dispose();
        return accepted;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        try
        {
            Directory.Delete(_directory, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // A testee removed it; nothing is left behind, which is the point.
        }
    }
}
