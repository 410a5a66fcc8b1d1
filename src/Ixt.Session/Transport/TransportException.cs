namespace Ixt.Session;

/// <summary>A transport could not be set up. Faults of an established one are <see cref="IOException"/>s.</summary>
public sealed class TransportException : IOException
{
    /// <summary>Longest path of a Unix socket, in bytes of UTF-8, on Linux.</summary>
    public const int MaxPathBytes = 107;

    private TransportException(string code, string path, string message, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Path = path;
    }

    /// <summary>Stable: <c>SOCKET_PATH_INVALID</c> (empty or too long), <c>CONNECT_FAILED</c>, <c>LISTEN_FAILED</c>. Never on the wire.</summary>
    public string Code { get; }

    /// <summary>The socket's path.</summary>
    public string Path { get; }

    internal static TransportException PathTooLong(string path, int bytes) =>
        new("SOCKET_PATH_INVALID", path, $"The socket path '{path}' is {bytes} bytes long; at most {MaxPathBytes} bytes fit. Choose a shorter directory.");

    internal static TransportException PathEmpty() => new("SOCKET_PATH_INVALID", "", "The socket path is empty.");

    internal static TransportException ConnectFailed(string path, Exception inner) =>
        new("CONNECT_FAILED", path, $"Cannot connect to the socket '{path}': {inner.Message}", inner);

    internal static TransportException ListenFailed(string path, Exception inner) =>
        new("LISTEN_FAILED", path, $"Cannot listen on the socket '{path}': {inner.Message}", inner);
}
