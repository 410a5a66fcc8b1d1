using Ixt.Protocol;

namespace Ixt.Sdk.Testing.Tests;

public sealed class LogTests
{
    [Fact]
    public async Task One_way_entries_are_recorded_in_order_before_the_answer_comes()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule().With("t", static async (module, _, _) =>
        {
            for (int i = 0; i < 100; i++)
            {
                await module.Structured.LogAsync(LogLevel.Warn, $"slow {i}", ("ms", i));
            }

            return ModuleResult.Success();
        }));
        (await harness.HandleAsync("t")).EnsureSuccess();
        Assert.Equal(Enumerable.Range(0, 100).Select(static i => $"slow {i}"), harness.Logs.Select(static entry => entry.Message));
        Assert.Equal((LogLevel.Warn, 99), (harness.Logs[99].Level, harness.Logs[99].Fields!.Value.GetProperty("ms").GetInt32()));
        Assert.Equal("slow 7", (await harness.Logs.NextAsync(entry => entry.Message.EndsWith('7'))).Message);
    }

    [Fact]
    public async Task Entries_of_the_last_moment_and_confirmed_ones_are_recorded_as_well()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule
        {
            Init = static async (module, _) =>
                await module.Structured.LogAsync(new LoggingLogParams { Level = LogLevel.Info, Message = "first", Timestamp = 1.5, TraceId = "x" }, confirm: true),
            Shutdown = static async (module, _) => await module.Structured.LogAsync(LogLevel.Fatal, "last"),
        });
        Assert.Equal(0, await harness.ShutdownAsync());
        Assert.Equal(["first", "last"], harness.Logs.Select(static entry => entry.Message));
        Assert.Equal((1.5, "x"), (harness.Logs[0].Timestamp!.Value, harness.Logs[0].TraceId));
    }

    [Fact]
    public async Task Lines_on_stderr_are_recorded_and_can_be_waited_for()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule().With("t", static (module, _, _) =>
        {
            module.Line("one\ntwo");
            module.ErrorLine("three");
            return Task.FromResult(ModuleResult.Success());
        }));
        Task<string> three = harness.Stderr.NextAsync("three");
        await harness.HandleAsync("t");
        Assert.Equal("[ERROR] test-module:1.0.0/instance-001: three", await three);
        Assert.Equal(["[INFO] test-module:1.0.0/instance-001: one", "two", "[ERROR] test-module:1.0.0/instance-001: three"], harness.Stderr);
        Assert.Equal("[INFO] test-module:1.0.0/instance-001: one\ntwo\n[ERROR] test-module:1.0.0/instance-001: three\n", harness.Stderr.Text);
    }
}
