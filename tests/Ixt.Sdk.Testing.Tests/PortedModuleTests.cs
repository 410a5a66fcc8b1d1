using System.Text.Json.Nodes;
using Hello;
using Microsoft.Extensions.Time.Testing;
using Porting.Background;

namespace Ixt.Sdk.Testing.Tests;

/// <summary>Tests of two modules of the porting guide, as their author would write them; the guide quotes them.</summary>
public sealed class PortedModuleTests
{
    #region greeter
    [Fact]
    public async Task Greets_as_configured_and_says_how_often()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new Greeter(), new() { Config = new JsonObject { ["greeting"] = "Hi" } });

        HarnessResponse answer = await harness.HandleAsync("greeter.hello", "Ada");
        Assert.Equal("Hi, Ada!", answer.Data.GetProperty("text").GetString());
        Assert.Equal("UNKNOWN_TOPIC", (await harness.HandleAsync("greeter.goodbye")).ErrorCode);

        Assert.Equal(0, await harness.ShutdownAsync());
        Assert.Contains("[INFO] test-module:1.0.0/instance-001: Greeted 1 times", harness.Stderr);
    }
    #endregion

    #region clock
    [Fact]
    public async Task Reports_once_per_interval_by_the_clock_of_the_test()
    {
        FakeTimeProvider clock = new();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new Feed(), new() { Config = new JsonObject { ["interval_ms"] = 60_000 }, TimeProvider = clock });
        harness.OnTopic("feed.report", _ => ModuleResult.Success());

        await harness.HandleAsync("feed.seen", "heron");
        clock.Advance(TimeSpan.FromMinutes(1));
        SentMessage report = await harness.Sent.NextAsync("feed.report");
        Assert.Equal(1, report.Json.GetProperty("heron").GetInt32());
    }
    #endregion
}
