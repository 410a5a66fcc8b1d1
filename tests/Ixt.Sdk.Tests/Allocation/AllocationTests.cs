using System.Buffers.Text;
using Ixt.Protocol;
using Ixt.Session;

namespace Ixt.Sdk.Tests;

/// <summary>What a handled message allocates, in all: wire, session, SDK and a handler that returns one binary field.</summary>
/// <remarks>Alone in its process while it runs, since every thread's allocations count. The best round counts: until the compiler has optimized a method, it allocates more.</remarks>
[Collection(nameof(AloneCollection))]
public sealed class AllocationTests
{
    private const int Messages = 10_048;
    private const int MostRounds = 100;

#if DEBUG
    // Unoptimized, async methods keep their state in an object even when they do not wait: here those of the handler, and of the write of each answer that goes alone.
    private const int WriteBytes = 128;
    private const int FixedBytes = 276 + 192 + WriteBytes;
#else
    private const int WriteBytes = 0;
    private const int FixedBytes = 276;
#endif

    // What the session allocates so that a handler may keep its token: a CancellationTokenSource.
    private const int TokenBytes = 48;

    // What the reads and writes of large frames cost beside the messages, per message.
    private const int LargeFrameBytes = 1024;

    [Theory]
    [InlineData(32, 1)]
    [InlineData(32, 64)]
    [InlineData(1024, 64)]
    public Task A_handled_message_that_returns_one_binary_field_allocates_its_bytes_their_text_and_a_fixed_part(int payload, int inFlight) =>
        ModuleAllocatesAtMost(payload + Base64.GetMaxEncodedToUtf8Length(payload) + FixedBytes, payload, inFlight, new EchoModule());

    [Theory]
    [InlineData(32, 1)]
    [InlineData(32, 64)]
    public Task A_handler_that_takes_no_token_saves_its_source(int payload, int inFlight) =>
        ModuleAllocatesAtMost(payload + Base64.GetMaxEncodedToUtf8Length(payload) + FixedBytes - TokenBytes, payload, inFlight, new TokenlessEchoModule());

    [Fact]
    public Task A_large_message_allocates_its_bytes_and_their_text_once() =>
        ModuleAllocatesAtMost((64 * 1024) + Base64.GetMaxEncodedToUtf8Length(64 * 1024) + FixedBytes + LargeFrameBytes, 64 * 1024, 8, new EchoModule());

    [Theory]
    [InlineData(32, 1)]
    [InlineData(32, 64)]
    public Task Wire_and_session_allocate_nothing_for_a_handled_message_beside_the_message_itself(int payload, int inFlight) =>
        SessionAllocatesAtMost(0, payload, inFlight, observesCancellation: false);

    [Theory]
    [InlineData(32, 1)]
    [InlineData(32, 64)]
    public Task Wire_and_session_allocate_the_source_of_a_token_that_the_handler_may_keep_and_nothing_else(int payload, int inFlight) =>
        SessionAllocatesAtMost(TokenBytes, payload, inFlight, observesCancellation: true);

    private static async Task ModuleAllocatesAtMost(int limit, int payload, int inFlight, IxtProcessModule module)
    {
        await using ReplayTransport runtime = new(payload, inFlight);
        Task<int> exit = module.RunAsync(
            new ModuleRunOptions { Transport = runtime, HandleSignals = false, Environment = static name => name == "IXT_MODULE_ID" ? TestRuntime.ModuleId : null },
            TestContext.Current.CancellationToken);
        double least = Least(runtime, limit);
        runtime.Close();
        Assert.Equal(0, await exit.Soon());
        Check(least, limit, payload, payload, inFlight);
    }

    private static async Task SessionAllocatesAtMost(int limit, int payload, int inFlight, bool observesCancellation)
    {
        await using ReplayTransport runtime = new(payload, inFlight);
        await using ModuleSession session = new(runtime, new CachedResultHandler(observesCancellation), new ModuleDispatcher(ExecutionMode.Interleaved));
        Task<ModuleSessionResult> end = session.RunAsync(TestContext.Current.CancellationToken);
        int message = BytesOfMessage(runtime.Request);
        limit += message + WriteBytes;
        double least = Least(runtime, limit);
        runtime.Close();
        await end.Soon();
        Check(least, limit, message, payload, inFlight);
    }

    private static double Least(ReplayTransport runtime, int limit)
    {
        runtime.Init();
        double least = double.MaxValue;
        for (int round = 0; round < MostRounds && least > limit; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            runtime.Run(Messages);
            least = Math.Min(least, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Messages);
        }

        return least;
    }

    // One that measured nothing would be below every limit.
    private static void Check(double least, int limit, int floor, int payload, int inFlight) =>
        Assert.True(least >= floor && least <= limit, $"{least:0.00} bytes per message of {payload} bytes, {inFlight} at once; at least {floor}, at most {limit}.");

    // What reading the same frame allocates: the message belongs to the handler, which may keep it.
    private static int BytesOfMessage(ReadOnlySpan<byte> frame)
    {
        RuntimeFrame.Read(frame);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Messages; i++)
        {
            RuntimeFrame.Read(frame);
        }

        return (int)((GC.GetAllocatedBytesForCurrentThread() - before) / Messages);
    }
}
