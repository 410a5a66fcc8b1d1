using System.Text.Json.Nodes;
using Ixt.Sdk.Testing;

namespace TestingModules;

public sealed class GreeterTests
{
    #region answer
    [Fact]
    public async Task It_greets_as_configured()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new Greeter(),
            new() { Config = new JsonObject { ["greeting"] = "Hi" } });
        HarnessResponse answer = await harness.HandleAsync("greeter.hello", "Ada");
        Assert.Equal("Hi, Ada!", answer.Data.GetProperty("text").GetString());
    }
    #endregion

    #region kv
    [Fact]
    public async Task It_remembers_whom_it_greeted()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new Greeter());
        harness.Kv.Set("last", "Ada");
        await harness.HandleAsync("greeter.hello", "Grace");
        Assert.Equal("Grace", harness.Kv["last"].Text);
    }
    #endregion

    #region failure
    [Fact]
    public async Task A_store_that_is_closed_to_it_fails_the_message_and_not_the_module()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new Greeter());
        harness.Kv.Fail("PERMISSION_DENIED", "not yours");
        HarnessResponse answer = await harness.HandleAsync("greeter.hello", "Ada");
        Assert.Equal(("HANDLER_ERROR", "not yours"), (answer.ErrorCode, answer.ErrorMessage));

        harness.Kv.Recover();
        Assert.True((await harness.HandleAsync("greeter.hello", "Ada")).Success);
    }
    #endregion

    #region init-failure
    [Fact]
    public async Task A_greeting_that_is_not_a_text_fails_init()
    {
        HarnessException failure = await Assert.ThrowsAsync<HarnessException>(() => ModuleHarness.StartAsync(
            new Greeter(),
            new() { Config = new JsonObject { ["greeting"] = 5 } }));
        Assert.Equal("INIT_FAILED", failure.Code);
        Assert.Contains("\"greeting\" must be a string", failure.Message);
    }
    #endregion

    #region unknown
    [Fact]
    public async Task Other_topics_are_unknown()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new Greeter());
        Assert.Equal("UNKNOWN_TOPIC", (await harness.HandleAsync("greeter.goodbye")).ErrorCode);
    }
    #endregion
}
