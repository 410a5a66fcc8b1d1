using System.Buffers.Text;

namespace Ixt.Sdk.Tests;

/// <summary>What a handled message allocates, in all: wire, session, SDK and a handler that returns one binary field.</summary>
/// <remarks>Alone in its process while it runs, since every thread's allocations count. The best round counts: until the compiler has optimized a method, it allocates more.</remarks>
[Collection(nameof(AloneCollection))]
public sealed class AllocationTests
{
    private const int Messages = 10_048;
    private const int MostRounds = 100;

#if DEBUG
    // Unoptimized, async methods keep their state in an object even when they do not wait.
    private const int FixedBytes = 600;
#else
    private const int FixedBytes = 324;
#endif

    // What the reads and writes of large frames cost beside the messages, per message.
    private const int LargeFrameBytes = 1024;

    [Theory]
    [InlineData(32, 1)]
    [InlineData(32, 64)]
    [InlineData(1024, 64)]
    public Task A_handled_message_that_returns_one_binary_field_allocates_its_bytes_their_text_and_a_fixed_part(int payload, int inFlight) =>
        AllocatesAtMost(payload + Base64.GetMaxEncodedToUtf8Length(payload) + FixedBytes, payload, inFlight);

    [Fact]
    public Task A_large_message_allocates_its_bytes_and_their_text_once() =>
        AllocatesAtMost((64 * 1024) + Base64.GetMaxEncodedToUtf8Length(64 * 1024) + FixedBytes + LargeFrameBytes, 64 * 1024, 8);

    private static async Task AllocatesAtMost(int limit, int payload, int inFlight)
    {
        await using ReplayTransport runtime = new(payload, inFlight);
        Task<int> exit = new EchoModule().RunAsync(
            new ModuleRunOptions { Transport = runtime, HandleSignals = false, Environment = static name => name == "IXT_MODULE_ID" ? TestRuntime.ModuleId : null },
            TestContext.Current.CancellationToken);
        runtime.Init();
        double least = double.MaxValue;
        for (int round = 0; round < MostRounds && least > limit; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            runtime.Run(Messages);
            least = Math.Min(least, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / Messages);
        }

        runtime.Close();
        Assert.Equal(0, await exit.Soon());
        Assert.True(least <= limit, $"{least:0.0} bytes per message of {payload} bytes, {inFlight} at once; the limit is {limit}.");

        // One that measured nothing would pass the above.
        Assert.True(least >= payload, $"{least:0.0} bytes per message of {payload} bytes: less than the payload alone.");
    }
}
