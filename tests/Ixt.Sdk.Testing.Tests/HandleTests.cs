using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ixt.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace Ixt.Sdk.Testing.Tests;

public sealed partial class HandleTests
{
    [Fact]
    public async Task A_success_has_its_data_and_no_error()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule().WithContext("t", static (_, _) => ModuleResult.Success(("n", 1))));
        HarnessResponse answer = await harness.HandleAsync("t");
        Assert.True(answer.Success);
        Assert.Equal(1, answer.Data.GetProperty("n").GetInt32());
        Assert.Equal((null, null, null), (answer.Error, answer.ErrorCode, answer.ErrorMessage));
        Assert.Same(answer, answer.EnsureSuccess());
        Assert.Equal("""success {"n":1}""", answer.ToString());
    }

    [Fact]
    public async Task An_error_has_code_message_and_details_and_asking_it_for_data_says_so()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().WithContext("t", static (_, _) => ModuleResult.Error("TOO_MANY", "Ten is the limit.", ("limit", 10))));
        HarnessResponse answer = await harness.HandleAsync("t");
        Assert.False(answer.Success);
        Assert.Equal(("TOO_MANY", "Ten is the limit.", 10), (answer.ErrorCode, answer.ErrorMessage, answer.Error!.Details!.Value.GetProperty("limit").GetInt32()));
        Assert.Equal("""error TOO_MANY: Ten is the limit. {"limit":10}""", answer.ToString());
        HarnessException e = Assert.Throws<HarnessException>(() => answer.Data);
        Assert.Equal(("TOO_MANY", "The message to 't' was answered TOO_MANY: Ten is the limit."), (e.Code, e.Message));
        Assert.Same(answer.Error, e.Error);
        Assert.Throws<HarnessException>(answer.EnsureSuccess);
    }

    [Fact]
    public async Task A_handler_that_throws_is_an_error_whose_stack_trace_is_in_the_exception()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().WithContext("t", static (_, _) => throw new FormatException("boom")));
        HarnessResponse answer = await harness.HandleAsync("t");
        Assert.Equal((ErrorCodes.HandlerError, "boom"), (answer.ErrorCode, answer.ErrorMessage));
        Assert.Contains("System.FormatException: boom", Assert.Throws<HarnessException>(answer.EnsureSuccess).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_without_handler_is_unknown()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule());
        Assert.Equal("UNKNOWN_TOPIC", (await harness.HandleAsync("nobody")).ErrorCode);
    }

    [Fact]
    public async Task A_payload_is_a_text_bytes_or_json()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().WithContext("t", static (message, _) => ModuleResult.Success(("bytes", message.Payload))));
        await ArrivesAsync(default, "");
        await ArrivesAsync("", "");
        await ArrivesAsync("Grüße", "Grüße");
        await ArrivesAsync(new byte[] { 0x41, 0x42 }, "AB");
        await ArrivesAsync(new ReadOnlyMemory<byte>([0x41]), "A");
        await ArrivesAsync("bytes"u8, "bytes");
        await ArrivesAsync(new JsonObject { ["name"] = "Zoë" }, """{"name":"Zoë"}""");
        await ArrivesAsync((JsonNode?)null, "null");
        await ArrivesAsync(JsonElement.Parse("[1, 2]"), "[1,2]");
        await ArrivesAsync(PayloadValue.FromValue(new Order("x", 3), OrderContext.Default.Order), """{"Name":"x","Count":3}""");
        Assert.Throws<ArgumentNullException>(static () => (PayloadValue)(string)null!);
        Assert.Throws<ArgumentNullException>(static () => (PayloadValue)(byte[])null!);

        async Task ArrivesAsync(PayloadValue payload, string expected) =>
            Assert.Equal(expected, Encoding.UTF8.GetString((await harness.HandleAsync("t", payload)).Data.GetProperty("bytes").GetBytesFromBase64()));
    }

    [Fact]
    public async Task Priority_time_to_live_and_context_reach_the_handler()
    {
        HandleMessage? message = null;
        MessageContext? context = null;
        FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_234_567_890_250));
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().WithContext("t", (m, c) =>
            {
                (message, context) = (m, c);
                return ModuleResult.Success();
            }),
            new() { TimeProvider = clock });
        await harness.HandleAsync("t");
        Assert.Equal((Priority.Low, null), (message!.Priority, message.TtlMs));
        Assert.Equal(("trace-1", "test-caller:1.0.0", 1_234_567_890.25), (context!.TraceId, context.SourceModule, context.Timestamp));
        await harness.HandleAsync("t", options: new()
        {
            Priority = Priority.Critical,
            TimeToLive = TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond + 1),
            TraceId = "trace-7",
            SourceModule = "orders:1.2.3",
            SentAt = DateTimeOffset.UnixEpoch,
        });
        Assert.Equal((Priority.Critical, 2L), (message.Priority, message.TtlMs!.Value));
        Assert.Equal(("trace-7", "orders:1.2.3", 0d), (context.TraceId, context.SourceModule, context.Timestamp));
    }

    [Fact]
    public async Task A_time_to_live_of_zero_has_elapsed_and_a_negative_one_is_refused()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule().WithContext("t", static (_, _) => ModuleResult.Success()));
        Assert.Equal(ErrorCodes.Expired, (await harness.HandleAsync("t", options: new() { TimeToLive = TimeSpan.Zero })).ErrorCode);
        Assert.True((await harness.HandleAsync("t", options: new() { TimeToLive = TimeSpan.MaxValue })).Success);
        Assert.Throws<ArgumentOutOfRangeException>(() => harness.StartHandle("t", options: new() { TimeToLive = TimeSpan.FromTicks(-1) }));
    }

    [Fact]
    public async Task A_topic_past_its_limit_is_refused_by_the_module()
    {
        string longest = new('t', 255);
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule().WithContext(longest, static (_, _) => ModuleResult.Success()));
        Assert.True((await harness.HandleAsync(longest)).Success);
        Assert.Equal(ErrorCodes.ProtocolError, (await harness.HandleAsync(longest + "t")).ErrorCode);
    }

    [Fact]
    public async Task A_payload_past_the_frame_limit_is_an_exception_and_the_next_message_goes_through()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().WithContext("t", static (message, _) => ModuleResult.Success(("size", message.Payload.Length))));
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => harness.HandleAsync("t", new byte[13_000_000]));
        Assert.Equal("FRAME_TOO_LARGE", e.Code);
        Assert.Contains("message to 't'", e.Message, StringComparison.Ordinal);
        Assert.Equal(12_000_000, (await harness.HandleAsync("t", new byte[12_000_000])).Data.GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task Cancelling_reaches_the_handler_and_the_module_still_answers()
    {
        Signal running = new();
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule()
            .With("throws", async (_, _, cancellationToken) =>
            {
                running.Set();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return ModuleResult.Success();
            })
            .With("answers", static async (_, _, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(static _ => { }, TaskScheduler.Default);
                return ModuleResult.Success(("partial", true));
            }));
        HarnessCall call = harness.StartHandle("throws");
        await running.WaitAsync();
        Assert.False(call.Response.IsCompleted);
        await call.CancelAsync();
        Assert.Equal(ErrorCodes.Cancelled, (await call).ErrorCode);

        // Never overtakes its message, and does nothing after the answer.
        call = harness.StartHandle("answers");
        await call.CancelAsync();
        Assert.True((await call).Data.GetProperty("partial").GetBoolean());
        await call.CancelAsync();
        Assert.True((await harness.HealthAsync()).Success);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_after_the_limit_and_named()
    {
        await using ModuleHarness harness = await ModuleHarness.StartAsync(
            new SampleModule().With("t", static async (module, _, cancellationToken) =>
            {
                module.Line("waiting for Godot");
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return ModuleResult.Success();
            }),
            new() { WaitLimit = TimeSpan.FromSeconds(1) });
        HarnessException e = await Assert.ThrowsAsync<HarnessException>(() => harness.HandleAsync("t"));
        Assert.Equal(HarnessException.WaitLimitCode, e.Code);
        Assert.Equal(
            "Waited 1 s in vain for the answer to the message to 't'.\nThe module's stderr:\n[INFO] test-module:1.0.0/instance-001: waiting for Godot", e.Message);
    }

    [Fact]
    public async Task Health_is_the_modules_report_or_its_failure()
    {
        int calls = 0;
        await using ModuleHarness harness = await ModuleHarness.StartAsync(new SampleModule
        {
            Health = _ => ++calls == 1 ? new(HealthReport.Unhealthy(("queue", 3))) : throw new FormatException("sick"),
        });
        Assert.Equal("""success {"healthy":false,"queue":3}""", (await harness.HealthAsync()).ToString());
        Assert.Equal("error HANDLER_ERROR: sick", (await harness.HealthAsync()).ToString());
    }

    private sealed record Order(string Name, int Count);

    [JsonSerializable(typeof(Order))]
    private sealed partial class OrderContext : JsonSerializerContext;
}
