using System.Net.Sockets;
using StreamJsonRpc;

namespace Ixt.Bench.Ipc;

/// <summary>The child that serves JSON-RPC to one client. Lives until its standard input ends.</summary>
internal static class JsonRpcServer
{
    internal static async Task ServeAsync(string formatter, string path)
    {
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(1);
        Console.WriteLine("ready");
        using Socket socket = await listener.AcceptAsync();
        using JsonRpc rpc = new(JsonRpcFormatters.Handler(formatter, socket), new JsonRpcEcho());
        rpc.StartListening();
        await Console.In.ReadToEndAsync();
    }
}
