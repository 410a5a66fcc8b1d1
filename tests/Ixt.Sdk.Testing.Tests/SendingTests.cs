using System.Text.Json;
using Ixt.Protocol;

namespace Ixt.Sdk.Testing.Tests;

public sealed class SendingTests
{
    [Fact]
    public async Task What_the_module_sends_is_recorded_in_its_order_whether_answered_or_not()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule().With("t", static async (module, _, _) =>
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(i => module.SendAsync("n", $"{i}")));
            await module.SendAsync("mail.send", """{"to":"Ada"}""", Priority.Critical, TimeSpan.FromSeconds(5));
            return ModuleResult.Success();
        }));
        (await harness.HandleAsync("t")).EnsureSuccess();
        Assert.Equal(Enumerable.Range(0, 50).Select(static i => $"{i}"), harness.Sent.Take(50).Select(static message => message.Text));
        Assert.Equal(51, harness.Sent.Count);
        SentMessage mail = harness.Sent[50];
        Assert.Equal(("mail.send", Priority.Critical, TimeSpan.FromSeconds(5)), (mail.Topic, mail.Priority, mail.TimeToLive!.Value));
        Assert.Equal("Ada", mail.Json.GetProperty("to").GetString());
        Assert.Equal("""{"to":"Ada"}"""u8, mail.Payload.Span);
        Assert.Equal((Priority.Low, null), (harness.Sent[0].Priority, harness.Sent[0].TimeToLive));
        Assert.Throws<ArgumentOutOfRangeException>(() => harness.Sent[51]);
    }

    [Fact]
    public async Task The_bus_answers_as_the_test_says_and_other_topics_are_unavailable()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(Forwarder());
        Assert.Equal("error MODULE_UNAVAILABLE: No running module provides the topic 'mail.send'.", await SendAsync(harness, "mail.send"));
        harness.OnTopic("mail.send", static message => ModuleResult.Success(("queued", message.Text)));
        Assert.Equal("""success {"queued":"hello"}""", await SendAsync(harness, "mail.send"));
        harness.OnTopic("mail.send", static _ => ModuleResult.Error("FULL", "no room", ("limit", 10)));
        Assert.Equal("""error FULL: no room {"limit":10}""", await SendAsync(harness, "mail.send"));
        harness.OnTopic("other", static _ => ModuleResult.Success());
        Assert.Equal("success {}", await SendAsync(harness, "other"));
        Assert.Throws<ArgumentException>(() => harness.OnTopic("", static _ => ModuleResult.Success()));
    }

    [Fact]
    public async Task A_message_may_be_answered_in_its_time_while_the_module_does_other_things()
    {
        Signal gate = new();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(Forwarder());
        harness.OnTopic("slow", async _ =>
        {
            await gate.Task;
            return ModuleResult.Success(("late", true));
        });
        harness.OnTopic("fast", static _ => ModuleResult.Success());
        Task<string> slow = SendAsync(harness, "slow");
        await harness.Sent.NextAsync("slow");
        Assert.Equal("success {}", await SendAsync(harness, "fast"));
        Assert.False(slow.IsCompleted);
        gate.Set();
        Assert.Equal("""success {"late":true}""", await slow);
    }

    [Fact]
    public async Task The_answer_may_ask_the_module_itself()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(Forwarder().WithContext("back", static (_, _) => ModuleResult.Success(("back", 1))));
        harness.OnTopic("there", async _ => ModuleResult.Success((await harness.HandleAsync("back")).Data));
        Assert.Equal("""success {"back":1}""", await SendAsync(harness, "there"));
    }

    [Fact]
    public async Task A_callback_that_throws_fails_the_test_when_the_harness_is_disposed()
    {
        ModuleHarness harness = await ModuleHarness.StartAsync(Forwarder());
        harness.OnTopic("checked", static message =>
        {
            Assert.Equal("goodbye", message.Text);
            return ModuleResult.Success();
        });
        Assert.StartsWith("error HANDLER_ERROR: The test's callback for the topic 'checked' threw: ", await SendAsync(harness, "checked"), StringComparison.Ordinal);
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => harness.DisposeAsync().AsTask());
        Assert.Equal(HarnessException.TopicCallbackCode, e.Code);
        Assert.IsType<Xunit.Sdk.EqualException>(e.InnerException);
        await harness.DisposeAsync();
    }

    [Fact]
    public async Task Next_returns_each_message_once_and_leaves_what_does_not_fit()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(Forwarder());
        Task<SentMessage> early = harness.Sent.NextAsync("b");
        await SendAsync(harness, "a");
        await SendAsync(harness, "b");
        await SendAsync(harness, "a");
        Assert.Equal("b", (await early).Topic);
        SentMessage first = await harness.Sent.NextAsync("a");
        SentMessage second = await harness.Sent.NextAsync(message => message.Text == "hello");
        Assert.Same(harness.Sent[0], first);
        Assert.Same(harness.Sent[2], second);
        Task<SentMessage> third = harness.Sent.NextAsync();
        Assert.False(third.IsCompleted);
        await SendAsync(harness, "c");
        Assert.Equal("c", (await third).Topic);
    }

    [Fact]
    public async Task Waiting_for_what_does_not_come_ends_after_the_limit_and_names_it()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(Forwarder(), new() { WaitLimit = TimeSpan.FromSeconds(1) });
        await SendAsync(harness, "a");
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => harness.Sent.NextAsync("b"));
        Assert.Equal((HarnessException.WaitLimitCode, "Waited 1 s in vain for a message sent by the module to 'b' (1 came in all)."), (e.Code, e.Message));
        e = await Assert.ThrowsAsync<HarnessException>(() => harness.Sent.NextAsync(message => message.Text == "bye"));
        Assert.Contains("a message sent by the module with message => message.Text == \"bye\" (1 came in all)", e.Message, StringComparison.Ordinal);
        Assert.Equal("a", (await harness.Sent.NextAsync()).Topic);
    }

    [Fact]
    public async Task A_condition_that_throws_fails_who_waits_and_not_the_module()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(Forwarder());
        Task<SentMessage> wait = harness.Sent.NextAsync(message => message.Json.GetProperty("a").GetInt32() == 1);
        await SendAsync(harness, "t");
        await Assert.ThrowsAnyAsync<JsonException>(() => wait);
        Assert.Equal("t", (await harness.Sent.NextAsync()).Topic);
    }

    [Fact]
    public async Task Waiting_ends_with_the_module()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(Forwarder());
        Task<SentMessage> wait = harness.Sent.NextAsync("never");
        Assert.Equal(0, await harness.ShutdownAsync());
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => wait);
        Assert.Equal(
            (HarnessException.ModuleEndedCode, "The module ended with exit code 0 before a message sent by the module to 'never' came."), (e.Code, e.Message));
        e = await Assert.ThrowsAsync<HarnessException>(() => harness.Kv.Calls.NextAsync());
        Assert.Equal(HarnessException.ModuleEndedCode, e.Code);
    }

    private static SampleModule Forwarder() => new SampleModule().With("forward", static async (module, message, _) =>
    {
        SendResponse response = await module.SendAsync(message.GetPayloadText(), "hello");
        return response.Success
            ? ModuleResult.Success(response.Data!.Value)
            : response.Error!.Details is { } details
                ? ModuleResult.Error(response.Error.Code, response.Error.Message, details)
                : ModuleResult.Error(response.Error.Code, response.Error.Message);
    });

    private static async Task<string> SendAsync(ModuleHarness harness, string topic) => (await harness.HandleAsync("forward", topic)).ToString();
}
