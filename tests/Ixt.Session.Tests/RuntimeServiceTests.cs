using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>What the module asks of the runtime.</summary>
public sealed class RuntimeServiceTests
{
    [Theory, BothFramings]
    public async Task Service_requests_are_served_in_the_order_of_the_stream_when_the_reader_serves_them(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format, static options => options with { ServeOnReader = true });
        List<string> served = [];
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Services.OnRequest = async (request, _) =>
        {
            // No lock: there is one reader.
            served.Add(request.Method);
            if (request.Id is not null)
            {
                await gate.Task;
            }

            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync("""{"type":"service_request","id":"m-1","service":"s","method":"first","params":{}}""");
        for (int i = 0; i < 100; i++)
        {
            await bench.Peer.SendAsync($$$"""{"type":"service_request","service":"s","method":"{{{i}}}","params":{}}""");
        }

        // Its answer is behind all of them, and nobody waits for the first.
        await bench.AnsweredAsync();
        Assert.Equal(["first", .. Enumerable.Range(0, 100).Select(static i => $"{i}")], served);
        gate.SetResult();
        await bench.Peer.ExpectAsync("""{"type":"service_response","id":"m-1","success":true,"data":{}}""");
    }

    [Theory, BothFramings]
    public async Task Service_requests_are_served_beside_each_other_and_one_way_ones_get_no_answer(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        TaskCompletionSource gate = new();
        TaskCompletionSource<string> oneWay = new();
        bench.Services.OnRequest = async (request, _) =>
        {
            switch (request.Method)
            {
                case "slow":
                    await gate.Task;
                    return HandlerResult.Success(JsonElement.Parse("""{"slow":true}"""));
                case "throws":
                    throw new InvalidOperationException("store is gone");
                case "unknown":
                    return HandlerResult.Failure("UNKNOWN_METHOD", "no such method");
                case "not an object":
                    return HandlerResult.Success(JsonElement.Parse("1"));
                default:
                    oneWay.SetResult(request.Service);
                    return HandlerResult.Empty;
            }
        };
        await bench.Peer.SendAsync("""{"type":"service_request","id":"a","service":"kv","method":"slow","params":{}}""");
        await bench.Peer.SendAsync("""{"type":"service_request","service":"logging","method":"one-way","params":{}}""");
        Assert.Equal("logging", await oneWay.Task.OrHang());
        await ExpectFailureAsync(bench, """{"type":"service_request","id":2,"service":"kv","method":"throws","params":{}}""", "2", "HANDLER_ERROR", "store is gone");
        await ExpectFailureAsync(bench, """{"type":"service_request","id":3,"service":"kv","method":"unknown","params":{}}""", "3", "UNKNOWN_METHOD", "no such method");
        await ExpectFailureAsync(bench, """{"type":"service_request","id":4,"service":"kv","method":"not an object","params":{}}""", "4", "HANDLER_ERROR", null);
        await ExpectFailureAsync(bench, """{"type":"service_request","id":5,"service":"kv"}""", "5", "PROTOCOL_ERROR", null);
        gate.SetResult();
        await bench.Peer.ExpectAsync("""{"type":"service_response","id":"a","success":true,"data":{"slow":true}}""");
    }

    [Theory, BothFramings]
    public async Task Both_directions_and_calls_are_bounded(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format, o => o with { MaxOutstandingCalls = 1, MaxOutstandingServiceRequests = 1 });
        TaskCompletionSource gate = new();
        bench.Services.OnRequest = async (_, _) =>
        {
            await gate.Task;
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync("""{"type":"service_request","id":1,"service":"kv","method":"get","params":{}}""");
        await ExpectFailureAsync(bench, """{"type":"service_request","id":2,"service":"kv","method":"get","params":{}}""", "2", "OVERLOADED", null);
        gate.SetResult();
        await bench.Peer.ExpectAsync("""{"type":"service_response","id":1,"success":true,"data":{}}""");
        Task<ModuleResponse> call = bench.Session.HealthCheckAsync();
        Assert.Equal("OVERLOADED", (await Assert.ThrowsAsync<SessionException>(() => bench.Session.HealthCheckAsync())).Code);
        await bench.Peer.SendAsync(ModuleBench.Success(await bench.TakeAsync("health_check"), """{"healthy":true}"""));
        await call.OrHang();
    }

    private static async Task ExpectFailureAsync(RuntimeBench bench, string request, string id, string code, string? message)
    {
        await bench.Peer.SendAsync(request);
        JsonElement answer = await bench.Peer.ReceiveAsync();
        Assert.Equal("service_response", answer.GetProperty("type").GetString());
        Assert.Equal(id, answer.GetProperty("id").GetRawText());
        Assert.Equal(code, answer.GetProperty("error").GetProperty("code").GetString());
        if (message is not null)
        {
            Assert.Equal(message, answer.GetProperty("error").GetProperty("message").GetString());
        }
    }
}
