using System.Text.Json.Nodes;
using Ixt.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace Ixt.Sdk.Testing.Tests;

public sealed class KeyValueTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task The_module_sees_what_the_test_has_set_and_the_test_what_the_module_wrote()
    {
        await using ModuleHarness harness = await StartAsync();
        harness.Kv.Set("name", "Ada");
        harness.Kv.Set("json", new JsonObject { ["a"] = 1 });
        Assert.Equal("""success {"found":true,"text":"Ada","exists":true}""", await RunAsync(harness, "get", "name"));
        Assert.Equal("""success {"found":true,"text":"{\"a\":1}","exists":true}""", await RunAsync(harness, "get", "json"));
        Assert.Equal("""success {"found":false,"text":null,"exists":false}""", await RunAsync(harness, "get", "nothing"));
        await RunAsync(harness, "set", "written");
        Assert.Equal((true, "value"), (harness.Kv["written"].Found, harness.Kv["written"].Text));
        Assert.Equal((false, null), (harness.Kv["nothing"].Found, harness.Kv["nothing"].Text));
        Assert.Equal(["json", "name", "written"], harness.Kv.Keys);
        Assert.Equal("""success {"deleted":true}""", await RunAsync(harness, "delete", "name"));
        Assert.Equal("""success {"deleted":false}""", await RunAsync(harness, "delete", "name"));
        Assert.True(harness.Kv.Remove("json"));
        Assert.False(harness.Kv.Remove("json"));
        Assert.Equal(["written"], harness.Kv.Keys);
    }

    [Fact]
    public async Task Values_disappear_by_the_clock_of_the_harness()
    {
        await using ModuleHarness harness = await StartAsync();
        harness.Kv.Set("seeded", "x", TimeSpan.FromSeconds(60));
        harness.Kv.Set("for ever", "x");
        harness.Kv.Set("nearly for ever", "x", TimeSpan.MaxValue);
        await RunAsync(harness, "set for 60 s", "written");
        Assert.Equal(TimeSpan.FromSeconds(60), harness.Kv.TimeToLive("written"));
        _clock.Advance(TimeSpan.FromSeconds(59.999));
        Assert.Equal(TimeSpan.FromMilliseconds(1), harness.Kv.TimeToLive("written"));
        Assert.Equal("""success {"found":true,"text":"value","exists":true}""", await RunAsync(harness, "get", "written"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("""success {"found":false,"text":null,"exists":false}""", await RunAsync(harness, "get", "written"));
        Assert.Equal("""success {"found":false,"text":null,"exists":false}""", await RunAsync(harness, "get", "seeded"));
        Assert.Equal("""success {"deleted":false}""", await RunAsync(harness, "delete", "written"));
        Assert.Null(harness.Kv.TimeToLive("written"));
        Assert.Null(harness.Kv.TimeToLive("for ever"));
        Assert.Equal(["for ever", "nearly for ever"], harness.Kv.Keys);
    }

    [Fact]
    public async Task Calls_are_recorded_in_order_and_can_be_waited_for()
    {
        await using ModuleHarness harness = await StartAsync();
        Task<KvCall> set = harness.Kv.Calls.NextAsync(call => call.Operation == KvOperation.Set);
        await RunAsync(harness, "get", "a");
        await RunAsync(harness, "set for 60 s", "b");
        await RunAsync(harness, "delete", "c");
        KvCall[] expected =
        [
            new(KvOperation.Get, "a"), new(KvOperation.Exists, "a"), new(KvOperation.Set, "b", TimeSpan.FromSeconds(60)), new(KvOperation.Delete, "c"),
        ];
        Assert.Equal(expected, harness.Kv.Calls);
        Assert.Equal(expected[2], await set);
    }

    [Fact]
    public async Task The_store_fails_on_purpose_until_it_recovers()
    {
        await using ModuleHarness harness = await StartAsync();
        harness.Kv.Fail(ErrorCodes.PermissionDenied, "not yours");
        Assert.Equal("error PERMISSION_DENIED: not yours", await RunAsync(harness, "set", "k"));
        Assert.False(harness.Kv["k"].Found);
        harness.Kv.Fail("KV_FULL", key: "k");
        Assert.Equal("error KV_FULL: The test made the KV store fail.", await RunAsync(harness, "set", "k"));
        Assert.Equal("success {}", await RunAsync(harness, "set", "other"));
        harness.Kv.Recover();
        Assert.Equal("success {}", await RunAsync(harness, "set", "k"));
        Assert.Throws<ArgumentException>(() => harness.Kv.Fail(""));
    }

    [Fact]
    public async Task A_held_store_answers_nothing_until_it_is_let_go()
    {
        await using ModuleHarness harness = await StartAsync();
        Task<string> answer;
        using (harness.Kv.Hold())
        {
            answer = RunAsync(harness, "set", "k");
            await harness.Kv.Calls.NextAsync();
            Assert.False(harness.Kv["k"].Found);
            Assert.False(answer.IsCompleted);
            Assert.Throws<InvalidOperationException>(harness.Kv.Hold);
        }

        Assert.Equal("success {}", await answer);
        harness.Kv.Hold().Dispose();
        Assert.Equal("success {}", await RunAsync(harness, "set", "k"));
    }

    [Fact]
    public async Task A_call_that_is_held_times_out_by_the_clock_if_the_test_wants_that()
    {
        await using ModuleHarness harness = await StartAsync(TimeSpan.FromSeconds(30));
        using IDisposable hold = harness.Kv.Hold();
        Task<string> answer = RunAsync(harness, "set", "k");
        await harness.Kv.Calls.NextAsync();
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.StartsWith("error TIMEOUT: ", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_moved_far_does_not_overtake_an_answer()
    {
        await using ModuleHarness harness = await StartAsync();
        Task<string> answer;
        using (harness.Kv.Hold())
        {
            answer = RunAsync(harness, "set", "k");
            await harness.Kv.Calls.NextAsync();
            _clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal("success {}", await answer);
    }

    [Fact]
    public async Task A_key_past_its_limit_is_refused_as_a_runtime_does()
    {
        await using ModuleHarness harness = await StartAsync();
        Assert.Equal("success {}", await RunAsync(harness, "set", new string('k', 1024)));
        Assert.StartsWith("error PROTOCOL_ERROR: ", await RunAsync(harness, "set", new string('k', 1025)), StringComparison.Ordinal);
    }

    private async Task<ModuleHarness> StartAsync(TimeSpan? serviceTimeout = null) => await ModuleHarness.StartAsync(
        new SampleModule()
            .With("get", static async (module, message, _) =>
            {
                KvEntry entry = await module.Store.GetAsync(message.GetPayloadText());
                return ModuleResult.Success(("found", entry.Found), ("text", entry.Text), ("exists", await module.Store.ExistsAsync(message.GetPayloadText())));
            })
            .With("set", static (module, message, _) => SetAsync(module, message.GetPayloadText(), null))
            .With("set for 60 s", static (module, message, _) => SetAsync(module, message.GetPayloadText(), TimeSpan.FromSeconds(60)))
            .With("delete", static async (module, message, _) => ModuleResult.Success(("deleted", await module.Store.DeleteAsync(message.GetPayloadText())))),
        new() { TimeProvider = _clock, ServiceTimeout = serviceTimeout ?? Timeout.InfiniteTimeSpan });

    private static async Task<ModuleResult> SetAsync(SampleModule module, string key, TimeSpan? ttl)
    {
        try
        {
            await module.Store.SetAsync(key, "value", ttl);
            return ModuleResult.Success();
        }
        catch (IxtServiceException e)
        {
            return ModuleResult.Error(e.Code, e.Message);
        }
    }

    private static async Task<string> RunAsync(ModuleHarness harness, string topic, string key) => (await harness.HandleAsync(topic, key)).ToString();
}
