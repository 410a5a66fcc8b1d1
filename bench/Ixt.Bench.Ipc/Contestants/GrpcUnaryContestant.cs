using System.Runtime.CompilerServices;
using Google.Protobuf;
using Ixt.Bench.Ipc.Grpc;

namespace Ixt.Bench.Ipc;

/// <summary>gRPC, a call per message.</summary>
internal sealed class GrpcUnaryContestant : DrivenContestant<Echo>
{
    private readonly GrpcConnection _connection;

    private GrpcUnaryContestant(GrpcConnection connection)
        : base(connection.Process)
    {
        _connection = connection;
    }

    internal static async Task<IContestant> StartAsync() => new GrpcUnaryContestant(await GrpcConnection.StartAsync());

    public override ValueTask DisposeAsync() => _connection.DisposeAsync();

    protected override Echo Request(byte[] payload) => new() { Topic = "echo", Payload = ByteString.CopyFrom(payload) };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<ReadOnlyMemory<byte>> EchoAsync(Echo request) => (await _connection.Client.UnaryAsync(request).ConfigureAwait(false)).Payload.Memory;

    protected override Task<long?> AllocatedAsync() => _connection.AllocatedAsync();
}
