using System.Text;
using System.Buffers;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

public sealed class RuntimeSessionTests
{
    [Theory, BothFramings]
    public async Task Answers_find_their_calls_in_any_order(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        Task<ModuleResponse>[] calls = [.. Enumerable.Range(0, 4).Select(i => bench.Session.HandleAsync(RuntimeBench.Message($"t{i}"), RuntimeBench.Context))];
        string[] ids = new string[4];
        for (int i = 0; i < 4; i++)
        {
            ids[i] = await bench.TakeAsync("handle");
        }

        foreach (int i in new[] { 2, 0, 3 })
        {
            await bench.Peer.SendAsync(ModuleBench.Success(ids[i], $$"""{"n":{{i}}}"""));
            Assert.Equal(i, Assert.IsType<ResponseSuccess>(await calls[i].OrHang()).Data.GetProperty("n").GetInt32());
        }

        await bench.Peer.SendAsync($$$"""{"type":"response","id":{{{ids[1]}}},"success":false,"error":{"code":"MINE","message":"x"}}""");
        Assert.Equal("MINE", Assert.IsType<ResponseError>(await calls[1].OrHang()).Error.Code);
    }

    [Theory, BothFramings]
    public async Task Every_request_is_written_as_the_protocol_says(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        _ = bench.Session.InitAsync(JsonElement.Parse("""{"a":1}"""), RuntimeBench.Offer);
        await bench.Peer.ExpectAsync("""{"type":"init","id":1,"config":{"a":1},"protocol":{"versions":["1.0","1.1"],"encodings":["json"],"features":["cancel"]}}""");
        _ = bench.Session.HealthCheckAsync();
        await bench.Peer.ExpectAsync("""{"type":"health_check","id":2}""");
        _ = bench.Session.ShutdownAsync(TimeSpan.FromSeconds(1.5));
        await bench.Peer.ExpectAsync("""{"type":"shutdown","id":3,"grace_ms":1500}""");
    }

    [Theory, BothFramings]
    public async Task A_deadline_fails_the_call_sends_cancel_if_negotiated_and_a_late_answer_is_no_fault(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        await InitAsync(bench, """{"protocol":{"version":"1.1","encoding":"json","features":["cancel"]}}""");
        Task<ModuleResponse> call = bench.Session.HandleAsync(RuntimeBench.Message(), RuntimeBench.Context, TimeSpan.FromSeconds(1));
        string id = await bench.TakeAsync("handle");
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("TIMEOUT", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        await bench.Peer.ExpectAsync($$"""{"type":"cancel","id":{{id}}}""");
        await bench.Peer.SendAsync(ModuleBench.Success(id));
        await AnsweredAsync(bench);
        Assert.Equal(0, bench.Session.UnknownAnswers);
    }

    [Theory, BothFramings]
    public async Task Cancelling_sends_cancel_only_to_a_module_that_knows_it(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        await InitAsync(bench, "{}");
        Assert.Null(bench.Session.NegotiatedProtocol);
        using CancellationTokenSource source = new();
        Task<ModuleResponse> call = bench.Session.HandleAsync(RuntimeBench.Message(), RuntimeBench.Context, null, source.Token);
        await bench.TakeAsync("handle");
        source.Cancel();
        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.OrHang());
        Assert.Equal(source.Token, e.CancellationToken);

        // The next frame is the health check: no cancel went out.
        await AnsweredAsync(bench);
    }

    [Theory, BothFramings]
    public async Task A_handle_that_was_cancelled_by_its_id_still_waits_for_its_answer(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        await InitAsync(bench, """{"protocol":{"version":"1.1","encoding":"json","features":["cancel"]}}""");
        (RequestId id, Task<ModuleResponse> answer) = bench.Session.StartHandle(RuntimeBench.Message(), RuntimeBench.Context);
        await bench.Session.CancelAsync(id);
        Assert.Equal(id.ToString(), await bench.TakeAsync("handle"));
        await bench.Peer.ExpectAsync($$"""{"type":"cancel","id":{{id}}}""");
        Assert.False(answer.IsCompleted);
        await bench.Peer.SendAsync(ModuleBench.Success($"{id}", """{"partial":true}"""));
        Assert.True(Assert.IsType<ResponseSuccess>(await answer.OrHang()).Data.GetProperty("partial").GetBoolean());
    }

    [Theory, BothFramings]
    public async Task Cancelling_by_id_is_refused_for_a_module_that_does_not_know_cancel(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        await InitAsync(bench, "{}");
        (RequestId id, _) = bench.Session.StartHandle(RuntimeBench.Message(), RuntimeBench.Context);
        await bench.TakeAsync("handle");
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Session.CancelAsync(id).AsTask());
        await AnsweredAsync(bench);
    }

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
        await AnsweredAsync(bench);
        Assert.Equal(["first", .. Enumerable.Range(0, 100).Select(static i => $"{i}")], served);
        gate.SetResult();
        await bench.Peer.ExpectAsync("""{"type":"service_response","id":"m-1","success":true,"data":{}}""");
    }

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

    [Theory]
    [BothFramings("""{"protocol":{"version":"3.0","encoding":"json","features":[]}}""", "3.0")]
    [BothFramings("""{"protocol":{"version":"1.1","encoding":"protobuf","features":[]}}""", "protobuf")]
    [BothFramings("""{"protocol":{"version":"1.1","encoding":"json","features":["streams"]}}""", "streams")]
    public async Task A_choice_outside_of_the_offer_is_a_protocol_error(FrameFormat format, string data, string named)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        SessionException e = await Assert.ThrowsAsync<SessionException>(() => InitAsync(bench, data));
        Assert.Equal("PROTOCOL_ERROR", e.Code);
        Assert.Contains(named, e.Message);
    }

    [Theory, BothFramings]
    public async Task Answers_to_unknown_ids_and_error_reports_are_counted_and_ignored(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        await bench.Peer.SendAsync(ModuleBench.Success("99"));
        await bench.Peer.SendAsync(ModuleBench.Success("\"1\""));
        await bench.Peer.SendAsync("""{"type":"response","id":null,"success":false,"error":{"code":"PROTOCOL_ERROR","message":"what?"}}""");
        await bench.Peer.SendAsync("nonsense");
        await AnsweredAsync(bench);
        Assert.Equal(2, bench.Session.UnknownAnswers);
        Assert.Equal(1, bench.Session.BadFrames);
        Assert.Contains(SessionEvent.PeerReportedError, bench.Log.Events);
    }

    [Theory, BothFramings]
    public async Task A_malformed_answer_fails_its_call(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        Task<ModuleResponse> call = bench.Session.HealthCheckAsync();
        string id = await bench.TakeAsync("health_check");
        await bench.Peer.SendAsync($$"""{"type":"response","id":{{id}},"success":true}""");
        Assert.Equal("PROTOCOL_ERROR", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        await AnsweredAsync(bench);
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

    [Theory, BothFramings]
    public async Task When_the_module_goes_away_calls_fail_services_are_cancelled_and_the_reason_is_told(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        TaskCompletionSource serving = new();
        TaskCompletionSource cancelled = new();
        bench.Services.OnRequest = async (_, token) =>
        {
            token.Register(cancelled.SetResult);
            serving.SetResult();
            await cancelled.Task;
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync("""{"type":"service_request","id":1,"service":"kv","method":"get","params":{}}""");
        await serving.Task.OrHang();
        Task<ModuleResponse> call = bench.Session.HealthCheckAsync();
        await bench.TakeAsync("health_check");
        await bench.Peer.DisposeAsync();
        Assert.Equal("CONNECTION_LOST", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        Assert.Equal(SessionCloseReason.PeerClosed, (await bench.Session.Completion.OrHang()).Reason);
        await cancelled.Task.OrHang();
        Assert.Equal("CONNECTION_LOST", (await Assert.ThrowsAsync<SessionException>(() => bench.Session.HealthCheckAsync())).Code);
    }

    [Theory]
    [InlineData("00000000", SessionCloseReason.ProtocolError)]
    [InlineData("FFFFFFFF", SessionCloseReason.FrameTooLarge)]
    public async Task A_stream_that_cannot_be_trusted_is_closed(string header, SessionCloseReason reason)
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.LengthLittleEndian);
        await bench.Peer.SendBytesAsync(Convert.FromHexString(header));
        Assert.Equal(reason, (await bench.Session.Completion.OrHang()).Reason);
        await bench.Peer.ExpectEndAsync();
    }

    [Fact]
    public async Task Disposing_writes_what_is_queued_and_closes_locally()
    {
        RuntimeBench bench = RuntimeBench.Start(FrameFormat.Ndjson);
        Task<ModuleResponse> call = bench.Session.HealthCheckAsync();
        await bench.Session.DisposeAsync();
        await bench.TakeAsync("health_check");
        await bench.Peer.ExpectEndAsync();
        Assert.Equal("CONNECTION_LOST", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        Assert.Equal(SessionCloseReason.LocalClose, (await bench.Session.Completion).Reason);
        await bench.Session.DisposeAsync();
    }

    [Fact]
    public async Task What_cannot_be_sent_fails_by_code_and_the_next_call_works()
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.Ndjson, o => o with { MaxFrame = 2048 });
        SessionException e = await Assert.ThrowsAsync<SessionException>(() => bench.Session.HandleAsync(RuntimeBench.Message(payload: new byte[3000]), RuntimeBench.Context));
        Assert.Equal("FRAME_TOO_LARGE", e.Code);
        e = await Assert.ThrowsAsync<SessionException>(() => bench.Session.InitAsync(JsonElement.Parse("[]")));
        Assert.Equal("PROTOCOL_ERROR", e.Code);
        await AnsweredAsync(bench);
    }

    [Fact]
    public async Task A_config_deeper_than_a_frame_may_be_is_not_sent()
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.LengthLittleEndian);
        SessionException e = await Assert.ThrowsAsync<SessionException>(() => bench.Session.InitAsync(Nested(63)));
        Assert.Equal("PROTOCOL_ERROR", e.Code);
        Assert.Contains("config nests deeper than the 63 levels", e.Message, StringComparison.Ordinal);

        // Brackets in a string are none.
        Task<ModuleResponse> init = bench.Session.InitAsync(Nested(62));
        await bench.Peer.SendAsync(ModuleBench.Success(await bench.TakeAsync("init"), "{}"));
        Assert.IsType<ResponseSuccess>(await init.OrHang());

        static JsonElement Nested(int arrays) => JsonElement.Parse(
            $$"""{"text":"{{new string('[', 100)}}","deep":{{new string('[', arrays)}}{{new string(']', arrays)}}}""",
            new JsonDocumentOptions { MaxDepth = 100 });
    }

    private static async Task InitAsync(RuntimeBench bench, string data)
    {
        Task<ModuleResponse> init = bench.Session.InitAsync(RuntimeBench.EmptyConfig, RuntimeBench.Offer);
        await bench.Peer.SendAsync(ModuleBench.Success(await bench.TakeAsync("init"), data));
        await init.OrHang();
    }

    private static async Task AnsweredAsync(RuntimeBench bench)
    {
        Task<ModuleResponse> call = bench.Session.HealthCheckAsync();
        await bench.Peer.SendAsync(ModuleBench.Success(await bench.TakeAsync("health_check"), """{"healthy":true}"""));
        Assert.IsType<ResponseSuccess>(await call.OrHang());
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
