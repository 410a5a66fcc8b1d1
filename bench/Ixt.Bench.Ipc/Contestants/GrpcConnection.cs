using System.Diagnostics;
using System.Net.Sockets;
using Grpc.Net.Client;

namespace Ixt.Bench.Ipc;

/// <summary>A gRPC server and one channel to it, over a Unix socket.</summary>
internal sealed class GrpcConnection : IAsyncDisposable
{
    private readonly Server _server;
    private readonly GrpcChannel _channel;

    private GrpcConnection(Server server, GrpcChannel channel)
    {
        _server = server;
        _channel = channel;
        Client = new Grpc.Bench.BenchClient(channel);
    }

    internal Process Process => _server.Process;

    internal Grpc.Bench.BenchClient Client { get; }

    internal static async Task<GrpcConnection> StartAsync()
    {
        Server server = await Server.StartAsync("gRPC server", "grpc");
        UnixDomainSocketEndPoint endPoint = new(server.Path);
        SocketsHttpHandler handler = new()
        {
            ConnectCallback = async (_, token) =>
            {
                Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(endPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new GrpcConnection(server, GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = GrpcServer.MaxMessage,
        }));
    }

    internal async Task<long?> AllocatedAsync() => (await Client.AllocatedAsync(new Grpc.Nothing())).Count;

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }
}
