using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

public sealed class ModuleServiceCallTests
{
    [Theory, BothFramings]
    public async Task Calls_are_answered_in_any_order(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        Task<ServiceResponse> first = Get(bench, "a");
        Task<ServiceResponse> second = Get(bench, "b");
        await bench.Peer.ExpectAsync("""{"type":"service_request","id":"m-1","service":"kv","method":"get","params":{"key":"a"}}""");
        await bench.Peer.ExpectAsync("""{"type":"service_request","id":"m-2","service":"kv","method":"get","params":{"key":"b"}}""");
        await bench.Peer.SendAsync("""{"type":"service_response","id":"m-2","success":false,"error":{"code":"PERMISSION_DENIED","message":"no"}}""");
        await bench.Peer.SendAsync("""{"type":"service_response","id":"m-1","success":true,"data":{"found":false}}""");
        Assert.Equal("PERMISSION_DENIED", Assert.IsType<ServiceFailure>(await second.OrHang()).Error.Code);
        Assert.False(Assert.IsType<ServiceSuccess>(await first.OrHang()).Data.GetProperty("found").GetBoolean());
    }

    [Theory, BothFramings]
    public async Task A_call_without_an_answer_times_out_and_a_late_answer_is_no_fault(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        Task<ServiceResponse> byDefault = Get(bench, "a");
        Task<ServiceResponse> shorter = bench.Session.CallAsync("kv", "get", "b", WriteKey, TimeSpan.FromSeconds(2));
        await bench.Peer.ReceiveAsync();
        await bench.Peer.ReceiveAsync();
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(2));
        SessionException e = await Assert.ThrowsAsync<SessionException>(() => shorter.OrHang());
        Assert.Equal("TIMEOUT", e.Code);
        Assert.Contains("kv.get", e.Message);
        Assert.Contains("2000 ms", e.Message);
        Assert.False(byDefault.IsCompleted);
        bench.Time.Advance(TimeSpan.FromSeconds(28));
        Assert.Equal("TIMEOUT", (await Assert.ThrowsAsync<SessionException>(() => byDefault.OrHang())).Code);
        await bench.Peer.SendAsync("""{"type":"service_response","id":"m-2","success":true,"data":{"found":false}}""");
        await bench.StillAnswersAsync();
        Assert.DoesNotContain(SessionEvent.UnknownAnswer, bench.Log.Events);
        await bench.Peer.SendAsync("""{"type":"service_response","id":"m-2","success":true,"data":{"found":false}}""");
        await bench.StillAnswersAsync();
        Assert.Contains(SessionEvent.UnknownAnswer, bench.Log.Events);
    }

    [Theory, BothFramings]
    public async Task Cancelling_gives_up_the_wait_with_the_callers_token(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        using CancellationTokenSource source = new();
        Task<ServiceResponse> call = bench.Session.CallAsync("kv", "get", "a", WriteKey, null, source.Token);
        await bench.Peer.ReceiveAsync();
        source.Cancel();
        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.OrHang());
        Assert.Equal(source.Token, e.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Session.CallAsync("kv", "get", "a", WriteKey, null, source.Token));
        await bench.StillAnswersAsync();
    }

    [Theory, BothFramings]
    public async Task A_malformed_answer_fails_its_call_and_is_reported(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        Task<ServiceResponse> call = Get(bench, "a");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync("""{"type":"service_response","id":"m-1","success":true}""");
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "null", "/data");
        Assert.Equal("PROTOCOL_ERROR", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        await bench.StillAnswersAsync();
    }

    [Theory, BothFramings]
    public async Task Losing_the_connection_fails_calls_that_wait_and_calls_that_follow(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        Task<ServiceResponse> call = Get(bench, "a");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.DisposeAsync();
        Assert.Equal("CONNECTION_LOST", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        await bench.Result.OrHang();
        Assert.Equal("CONNECTION_LOST", (await Assert.ThrowsAsync<SessionException>(() => Get(bench, "b"))).Code);
        Assert.Equal("CONNECTION_LOST", (await Assert.ThrowsAsync<SessionException>(() => bench.Session.PostAsync("logging", "log", "x", WriteKey).AsTask())).Code);
    }

    [Theory, BothFramings]
    public async Task A_one_way_request_has_no_id_and_waits_for_nothing(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        await bench.Session.PostAsync("logging", "log", "x", WriteKey).AsTask().OrHang();
        await bench.Peer.ExpectAsync("""{"type":"service_request","service":"logging","method":"log","params":{"key":"x"}}""");
    }

    [Fact]
    public async Task Handlers_and_the_shutdown_hook_call_services_while_the_module_drains()
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson);
        TaskCompletionSource gate = new();
        bench.Handler.OnHandle = async (_, _) =>
        {
            await gate.Task;
            return HandlerResult.Success(Assert.IsType<ServiceSuccess>(await Get(bench, "a")).Data);
        };
        bench.Handler.OnShutdown = async _ => await Get(bench, "b");
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.SendAsync("""{"type":"shutdown","id":"s"}""");
        await bench.Peer.SendAsync("""{"type":"health_check","id":"h"}""");
        await bench.Peer.ExpectErrorAsync("SHUTTING_DOWN", "\"h\"");
        gate.SetResult();
        await bench.Peer.ExpectAsync("""{"type":"service_request","id":"m-1","service":"kv","method":"get","params":{"key":"a"}}""");
        await bench.Peer.ExchangeAsync("""{"type":"service_response","id":"m-1","success":true,"data":{"found":false}}""", ModuleBench.Success("1", """{"found":false}"""));
        await bench.Peer.ExpectAsync("""{"type":"service_request","id":"m-2","service":"kv","method":"get","params":{"key":"b"}}""");
        await bench.Peer.ExchangeAsync("""{"type":"service_response","id":"m-2","success":true,"data":{"found":false}}""", ModuleBench.Success("\"s\""));
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_runtime_has_spoken()
    {
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.Ndjson);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Get(bench, "a"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Session.PostAsync("logging", "log", "x", WriteKey).AsTask());
        await bench.InitAsync();
    }

    [Fact]
    public async Task What_cannot_be_sent_fails_by_code_and_the_next_call_works()
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson, o => o with { MaxFrame = 2048, MaxOutstandingCalls = 1 });
        Assert.Equal("FRAME_TOO_LARGE", (await Assert.ThrowsAsync<SessionException>(() => Get(bench, new string('k', 3000)))).Code);
        Assert.Equal("PROTOCOL_ERROR", (await Assert.ThrowsAsync<SessionException>(() => bench.Session.CallAsync("kv", "get", 0, static (w, _) => w.WriteNumberValue(1)))).Code);
        await Assert.ThrowsAsync<NotSupportedException>(() => bench.Session.CallAsync("kv", "get", 0, static (_, _) => throw new NotSupportedException()));
        Task<ServiceResponse> call = Get(bench, "a");
        Assert.Equal("OVERLOADED", (await Assert.ThrowsAsync<SessionException>(() => Get(bench, "b"))).Code);
        JsonElement request = await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync("{\"type\":\"service_response\",\"id\":" + request.GetProperty("id").GetRawText() + ",\"success\":true,\"data\":{}}");
        await call.OrHang();
    }

    private static Task<ServiceResponse> Get(ModuleBench bench, string key) => bench.Session.CallAsync("kv", "get", key, WriteKey);

    private static void WriteKey(Utf8JsonWriter writer, string key)
    {
        writer.WriteStartObject();
        writer.WriteString("key", key);
        writer.WriteEndObject();
    }
}
