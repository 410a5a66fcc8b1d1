using System.Net.Sockets;

namespace Ixt.Bench.Ipc;

/// <summary>The floor: the same bytes over the same kind of socket, with nothing done to them.</summary>
internal static class RawEcho
{
    internal const int BufferSize = 256 * 1024;

    /// <summary>The child: sends back what comes.</summary>
    internal static async Task ServeAsync(string path)
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        byte[] buffer = new byte[BufferSize];
        while (true)
        {
            int count = await socket.ReceiveAsync(buffer.AsMemory());
            if (count == 0)
            {
                return;
            }

            await SendAllAsync(socket, buffer.AsMemory(0, count));
        }
    }

    internal static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }
}
