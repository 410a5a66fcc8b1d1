using Grpc.Core;
using Ixt.Bench.Ipc.Grpc;

namespace Ixt.Bench.Ipc;

/// <summary>The echo as a gRPC service.</summary>
internal sealed class GrpcEcho : Grpc.Bench.BenchBase
{
    public override Task<Echo> Unary(Echo request, ServerCallContext context) => Task.FromResult(request);

    public override async Task Stream(IAsyncStreamReader<Echo> requestStream, IServerStreamWriter<Echo> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            await responseStream.WriteAsync(requestStream.Current);
        }
    }

    public override Task<Bytes> Allocated(Nothing request, ServerCallContext context) =>
        Task.FromResult(new Bytes { Count = GC.GetTotalAllocatedBytes(precise: false) });
}
