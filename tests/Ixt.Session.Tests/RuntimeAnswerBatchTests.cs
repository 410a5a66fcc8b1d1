using System.Buffers;
using System.Text;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>What goes on with the answers of one read.</summary>
public sealed class RuntimeAnswerBatchTests
{
    [Theory]
    [InlineData(0, 6)]
    [InlineData(100_000, 1)]
    public async Task Who_awaits_an_answer_may_keep_its_thread_without_keeping_the_answers_beside_it(int more, int setter)
    {
        // With more bytes than one read takes, the reader goes on reading and the pool completes the calls.
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.LengthLittleEndian, static o => o with { TimeProvider = TimeProvider.System });
        using ManualResetEventSlim last = new();
        Task<ModuleResponse>[] answers = [.. Enumerable.Range(0, 8).Select(_ => bench.Session.HandleAsync(RuntimeBench.Message(), RuntimeBench.Context))];
        Task[] waits = [.. answers.Select((answer, i) => i == setter ? SetAsync(answer) : KeepAsync(answer))];
        ArrayBufferWriter<byte> bytes = new();
        string[] ids = [.. Enumerable.Repeat("", answers.Length)];
        for (int i = 0; i < answers.Length; i++)
        {
            ids[i] = await bench.TakeAsync("handle");
        }

        foreach (string id in ids.OrderBy(static id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)))
        {
            Framing.Write(bytes, FrameFormat.LengthLittleEndian, Encoding.UTF8.GetBytes(ModuleBench.Success(id)));
        }

        if (more > 0)
        {
            Framing.Write(bytes, FrameFormat.LengthLittleEndian, Encoding.UTF8.GetBytes(ModuleBench.Success("99", $$"""{"x":"{{new string('x', more)}}"}""")));
        }

        await bench.Peer.SendBytesAsync(bytes.WrittenMemory);
        await Task.WhenAll(waits).OrHang();

        async Task KeepAsync(Task answer)
        {
            await answer.ConfigureAwait(false);
            Assert.True(last.Wait(TestTimeouts.Hang), "the last answer never came");
        }

        async Task SetAsync(Task answer)
        {
            await answer.ConfigureAwait(false);
            last.Set();
        }
    }

    [Fact]
    public async Task Calls_that_answers_set_off_go_out_and_are_answered()
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.LengthLittleEndian);
        Task[] lanes = [.. Enumerable.Range(0, 10).Select(_ => LaneAsync())];
        ArrayBufferWriter<byte> bytes = new();
        for (int i = 0; i < lanes.Length; i++)
        {
            Framing.Write(bytes, FrameFormat.LengthLittleEndian, Encoding.UTF8.GetBytes(ModuleBench.Success(await bench.TakeAsync("handle"))));
        }

        await bench.Peer.SendBytesAsync(bytes.WrittenMemory);
        List<string> second = [];
        while (second.Count < lanes.Length)
        {
            second.Add(await bench.TakeAsync("handle"));
        }

        Assert.Equal(lanes.Length, second.Distinct().Count());
        foreach (string id in second)
        {
            await bench.Peer.SendAsync(ModuleBench.Success(id));
        }

        await Task.WhenAll(lanes).OrHang();

        async Task LaneAsync()
        {
            await bench.Session.HandleAsync(RuntimeBench.Message(), RuntimeBench.Context).ConfigureAwait(false);
            await bench.Session.HandleAsync(RuntimeBench.Message(), RuntimeBench.Context).ConfigureAwait(false);
        }
    }
}
