using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>A contestant whose calls this process makes.</summary>
/// <typeparam name="TRequest">What is sent, made once and sent again and again.</typeparam>
internal abstract class DrivenContestant<TRequest>(Process callee) : IContestant
{
    private static readonly int[] s_sizes = [1, 32, 1024, 64 * 1024, 1024 * 1024];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public Process Callee => callee;

    public async Task CallOnceAsync() => Demand(32, await EchoAsync(Request(Payloads.Random(32))).AsTask().WaitAsync(s_patience));

    public async Task CheckAsync()
    {
        foreach (int size in s_sizes)
        {
            await CheckAsync(Payloads.Random(size));
        }

        await Task.WhenAll(Enumerable.Range(1, 32).Select(seed => CheckAsync(Payloads.Random(256 + seed, seed))));
    }

    public virtual async Task<Sample> MeasureAsync(BenchCase row, Budget budget)
    {
        TRequest request = Request(Payloads.Random(row.Payload));
        LatencyHistogram? latency = row.IsSequential ? new() : null;
        long? allocated = await AllocatedAsync();
        TimeSpan cpu = Cpu();
        long start = Stopwatch.GetTimestamp();
        long calls = await RunAsync(row, request, budget, latency);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        cpu = Cpu() - cpu;
        allocated = await AllocatedAsync() - allocated;
        return new Sample(elapsed.TotalMicroseconds / calls, cpu.TotalMicroseconds / calls, (double?)allocated / calls, latency?.Quantiles());
    }

    public abstract ValueTask DisposeAsync();

    /// <summary>Makes what is sent.</summary>
    protected abstract TRequest Request(byte[] payload);

    /// <summary>Has a payload echoed; awaited once.</summary>
    /// <remarks>Whoever overrides it as an async method takes that method's state from a pool: otherwise the calling side would allocate it in every call, and what is fast would be measured by that.</remarks>
    protected abstract ValueTask<ReadOnlyMemory<byte>> EchoAsync(TRequest request);

    /// <summary>Bytes that the callee has allocated; <see langword="null"/> where it can't tell.</summary>
    protected virtual Task<long?> AllocatedAsync() => Task.FromResult<long?>(null);

    /// <summary>Makes calls until the budget is used up, and says how many.</summary>
    protected virtual async Task<long> RunAsync(BenchCase row, TRequest request, Budget budget, LatencyHistogram? latency)
    {
        Task<long>[] lanes = [.. Enumerable.Range(0, row.InFlight).Select(_ => LaneAsync(request, row.Payload, budget, latency))];
        return (await Task.WhenAll(lanes)).Sum();
    }

    private async Task<long> LaneAsync(TRequest request, int length, Budget budget, LatencyHistogram? latency)
    {
        long done = 0;
        do
        {
            long from = Stopwatch.GetTimestamp();
            Demand(length, await EchoAsync(request).ConfigureAwait(false));
            latency?.Add(Stopwatch.GetTimestamp() - from);
            done++;
        }
        while (budget.TryTake());
        return done;
    }

    // Lengths only: comparing a large payload would take as long as moving it. CheckAsync compares.
    // No async method of its own: it would suspend once more per call.
    private static void Demand(int length, ReadOnlyMemory<byte> answer)
    {
        if (answer.Length != length)
        {
            throw new InvalidOperationException("The payload did not come back.");
        }
    }

    private async Task CheckAsync(byte[] payload)
    {
        ReadOnlyMemory<byte> answer = await EchoAsync(Request(payload)).AsTask().WaitAsync(s_patience);
        if (!answer.Span.SequenceEqual(payload))
        {
            throw new InvalidOperationException($"A payload of {payload.Length} bytes did not come back as it was.");
        }
    }

    private TimeSpan Cpu() => ProcessUsage.Cpu(callee) + Environment.CpuUsage.TotalTime;
}
