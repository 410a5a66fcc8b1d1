using System.Net.Sockets;

namespace Ixt.NodeHost.Net;

/// <summary>Names of errors as Node's <c>error.code</c> has them.</summary>
internal static class SocketErrors
{
    public static string CodeOf(SocketError error) => error switch
    {
        // What .NET makes of ENOENT when a Unix socket's file is not there.
        SocketError.AddressNotAvailable => "ENOENT",
        SocketError.ConnectionRefused => "ECONNREFUSED",
        SocketError.ConnectionReset => "ECONNRESET",
        SocketError.ConnectionAborted => "ECONNABORTED",
        SocketError.Shutdown => "EPIPE",
        SocketError.NotConnected => "ENOTCONN",
        SocketError.AccessDenied => "EACCES",
        SocketError.OperationAborted => "ECANCELED",
        SocketError.TimedOut => "ETIMEDOUT",
        SocketError.InvalidArgument => "EINVAL",
        SocketError.ProtocolType => "EPROTOTYPE",
        SocketError.TooManyOpenSockets => "EMFILE",
        SocketError.NoBufferSpaceAvailable => "ENOBUFS",
        _ => "EIO",
    };
}
