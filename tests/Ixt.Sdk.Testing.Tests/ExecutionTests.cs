namespace Ixt.Sdk.Testing.Tests;

public sealed class ExecutionTests
{
    private const int Messages = 200;

    [Fact]
    public async Task Interleaved_handlers_wait_for_each_other_and_need_no_lock()
    {
        int inside = 0;
        int waiting = 0;
        Signal all = new();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule().With("t", async (_, _, _) =>
        {
            // No other handler may be in this part, though it is not guarded.
            Assert.Equal(1, ++inside);
            waiting++;
            if (waiting == Messages)
            {
                all.Set();
            }

            inside--;
            await all.Task;
            return ModuleResult.Success(("waiting", waiting));
        }));
        HarnessResponse[] answers = await Task.WhenAll(Enumerable.Range(0, Messages).Select(_ => harness.HandleAsync("t")));
        Assert.All(answers, static answer => Assert.Equal(Messages, answer.Data.GetProperty("waiting").GetInt32()));
    }

    [Fact]
    public async Task Sequential_handlers_run_whole_and_in_order()
    {
        List<string> order = [];
        Signal gate = new();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule(ExecutionMode.Sequential).With("t", async (_, message, _) =>
        {
            order.Add("begin " + message.GetPayloadText());
            await gate.Task;
            order.Add("end " + message.GetPayloadText());
            return ModuleResult.Success();
        }));
        Task<HarnessResponse> first = harness.HandleAsync("t", "1");
        Task<HarnessResponse> second = harness.HandleAsync("t", "2");
        Assert.True((await harness.HealthAsync()).Success);
        Assert.Equal(["begin 1"], order);
        gate.Set();
        await Task.WhenAll(first, second);
        Assert.Equal(["begin 1", "end 1", "begin 2", "end 2"], order);
    }

    [Fact]
    public async Task Harnesses_do_not_share_anything()
    {
        ModuleHarness[] harnesses = await Task.WhenAll(Enumerable.Range(0, 8).Select(static i => ModuleHarness.StartAsync(
            new SampleModule().With("t", static async (module, message, _) =>
            {
                await module.Store.SetAsync("k", message.Payload);
                return ModuleResult.Success();
            }),
            new() { ModuleId = $"m:1.0.0/{i}" })));
        await Task.WhenAll(harnesses.Select(static (harness, i) => harness.HandleAsync("t", $"{i}")));
        for (int i = 0; i < harnesses.Length; i++)
        {
            Assert.Equal($"{i}", harnesses[i].Kv["k"].Text);
            await harnesses[i].DisposeAsync();
        }
    }
}
