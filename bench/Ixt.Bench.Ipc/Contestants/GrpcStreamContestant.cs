using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Ixt.Bench.Ipc.Grpc;

namespace Ixt.Bench.Ipc;

/// <summary>gRPC, all messages on one stream that goes both ways.</summary>
internal sealed class GrpcStreamContestant : DrivenContestant<Echo>
{
    private readonly GrpcConnection _connection;
    private readonly AsyncDuplexStreamingCall<Echo, Echo> _stream;
    private readonly SemaphoreSlim _order = new(1);
    private readonly ConcurrentQueue<TaskCompletionSource<Echo>> _waiting = new();
    private readonly Task _reading;
    private int _wrong;

    private GrpcStreamContestant(GrpcConnection connection)
        : base(connection.Process)
    {
        _connection = connection;
        _stream = connection.Client.Stream();
        _reading = ReadAsync();
    }

    internal static async Task<IContestant> StartAsync() => new GrpcStreamContestant(await GrpcConnection.StartAsync());

    public override async ValueTask DisposeAsync()
    {
        await _stream.RequestStream.CompleteAsync();
        await _reading;
        _stream.Dispose();
        _order.Dispose();
        await _connection.DisposeAsync();
    }

    protected override Echo Request(byte[] payload) => new() { Topic = "echo", Payload = ByteString.CopyFrom(payload) };

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<ReadOnlyMemory<byte>> EchoAsync(Echo request)
    {
        TaskCompletionSource<Echo> answer = new();
        await SendAsync(request, answer).ConfigureAwait(false);
        return (await answer.Task.ConfigureAwait(false)).Payload.Memory;
    }

    protected override Task<long?> AllocatedAsync() => _connection.AllocatedAsync();

    // The lanes of the measurement would take turns at the one writer; a writer and a reader with a window between them do without.
    protected override async Task<long> RunAsync(BenchCase row, Echo request, Budget budget, LatencyHistogram? latency)
    {
        if (row.IsSequential)
        {
            return await base.RunAsync(row, request, budget, latency);
        }

        using SemaphoreSlim window = new(row.InFlight);
        long calls = 0;
        _wrong = 0;
        Task last = Task.CompletedTask;
        do
        {
            await window.WaitAsync().ConfigureAwait(false);
            TaskCompletionSource<Echo> answer = new();
            last = CheckAsync(answer.Task, window, row.Payload);
            await SendAsync(request, answer).ConfigureAwait(false);
            calls++;
        }
        while (budget.TryTake());
        await last;
        return _wrong == 0 ? calls : throw new InvalidOperationException("A payload did not come back.");
    }

    private async Task CheckAsync(Task<Echo> answer, SemaphoreSlim window, int length)
    {
        try
        {
            _wrong += (await answer.ConfigureAwait(false)).Payload.Length == length ? 0 : 1;
        }
        finally
        {
            window.Release();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(Echo request, TaskCompletionSource<Echo> answer)
    {
        await _order.WaitAsync().ConfigureAwait(false);
        try
        {
            // Answers come in the order of the requests.
            _waiting.Enqueue(answer);
            await _stream.RequestStream.WriteAsync(request).ConfigureAwait(false);
        }
        finally
        {
            _order.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _stream.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
            {
                if (!_waiting.TryDequeue(out TaskCompletionSource<Echo>? answer))
                {
                    throw new InvalidOperationException("An answer that nobody waits for.");
                }

                answer.SetResult(_stream.ResponseStream.Current);
            }
        }
        finally
        {
            while (_waiting.TryDequeue(out TaskCompletionSource<Echo>? answer))
            {
                answer.SetException(new IOException("The stream ended before its answer."));
            }
        }
    }
}
