using System.Diagnostics;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Bench.Ipc;

/// <summary>The runtime's side of the module under test.</summary>
internal sealed class ModuleRuntime(RuntimeSession session)
{
    private static readonly MessageContext s_context = new() { TraceId = "0af7651916cd43dd8448eb211c80319c", SourceModule = "bench:1.0.0", Timestamp = 1234567890 };

    /// <summary>Bytes of a request's frame, header included: what the raw echo gets.</summary>
    internal static int FrameLength(int payload) =>
        Wire.FrameLimits.HeaderSize + new HandleRequest { Id = new RequestId(1_000_000), Message = Message(payload), Context = s_context }.ToUtf8().Length;

    /// <summary>Keeps so many requests under way, each lane sending its next when it has its answer.</summary>
    internal async Task<Sample> MeasureAsync(int payload, int inFlight, TimeSpan window)
    {
        HandleMessage message = Message(payload);
        (long allocated, long cpu) = await UsageAsync();
        long start = Stopwatch.GetTimestamp();
        Task<int>[] lanes = [.. Enumerable.Range(0, inFlight).Select(_ => LaneAsync(message, start, window))];
        int done = (await Task.WhenAll(lanes)).Sum();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        (long allocatedAfter, long cpuAfter) = await UsageAsync();
        return new Sample(elapsed.TotalMicroseconds / done, (double)(cpuAfter - cpu) / done, (double)(allocatedAfter - allocated) / done);
    }

    internal async Task InitAsync() => Data(await session.InitAsync(JsonElement.Parse("{}")));

    internal async Task ShutdownAsync() => Data(await session.ShutdownAsync());

    private static HandleMessage Message(int payload)
    {
        byte[] bytes = new byte[payload];
        new Random(payload).NextBytes(bytes);
        return new HandleMessage { Topic = EchoModule.EchoTopic, Payload = bytes };
    }

    private static JsonElement Data(ModuleResponse response) => response is ResponseSuccess success
        ? success.Data
        : throw new InvalidOperationException("The module answered with an error: " + ((ResponseError)response).Error.Message);

    private async Task<int> LaneAsync(HandleMessage message, long start, TimeSpan window)
    {
        int done = 0;
        do
        {
            ModuleResponse answer = await session.HandleAsync(message, s_context).ConfigureAwait(false);
            if (answer is not ResponseSuccess success || !success.TryGetBytes("data", out byte[]? bytes) || bytes.Length != message.Payload.Length)
            {
                throw new InvalidOperationException("The module did not send the payload back.");
            }

            done++;
        }
        while (Stopwatch.GetElapsedTime(start) < window);
        return done;
    }

    // The module's allocations, and the processor time of module and runtime together.
    private async Task<(long Allocated, long Cpu)> UsageAsync()
    {
        JsonElement data = Data(await session.HandleAsync(new HandleMessage { Topic = EchoModule.UsageTopic, Payload = default }, s_context));
        return (data.GetProperty("allocated"u8).GetInt64(), data.GetProperty("cpu_us"u8).GetInt64() + (long)Environment.CpuUsage.TotalTime.TotalMicroseconds);
    }
}
