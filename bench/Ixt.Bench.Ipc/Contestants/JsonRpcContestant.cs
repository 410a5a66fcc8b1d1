using System.Net.Sockets;
using System.Runtime.CompilerServices;
using StreamJsonRpc;

namespace Ixt.Bench.Ipc;

/// <summary>StreamJsonRpc with one of its formatters.</summary>
internal sealed class JsonRpcContestant : DrivenContestant<byte[]>
{
    private readonly Server _server;
    private readonly JsonRpc _rpc;

    private JsonRpcContestant(Server server, JsonRpc rpc)
        : base(server.Process)
    {
        _server = server;
        _rpc = rpc;
    }

    internal static async Task<IContestant> StartAsync(string formatter)
    {
        Server server = await Server.StartAsync("StreamJsonRpc server", "json-rpc", formatter);
        try
        {
            Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(server.Path));
            JsonRpc rpc = new(JsonRpcFormatters.Handler(formatter, socket));
            rpc.StartListening();
            return new JsonRpcContestant(server, rpc);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _rpc.Dispose();
        await _server.DisposeAsync();
    }

    protected override byte[] Request(byte[] payload) => payload;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<ReadOnlyMemory<byte>> EchoAsync(byte[] request) =>
        await _rpc.InvokeAsync<byte[]>(nameof(JsonRpcEcho.Echo), "echo", request).ConfigureAwait(false);

    protected override async Task<long?> AllocatedAsync() => await _rpc.InvokeAsync<long>(nameof(JsonRpcEcho.Allocated));
}
