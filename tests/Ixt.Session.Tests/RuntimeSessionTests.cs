using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>Requests of the runtime and their answers.</summary>
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
        await bench.InitAsync("""{"protocol":{"version":"1.1","encoding":"json","features":["cancel"]}}""");
        Task<ModuleResponse> call = bench.Session.HandleAsync(RuntimeBench.Message(), RuntimeBench.Context, TimeSpan.FromSeconds(1));
        string id = await bench.TakeAsync("handle");
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("TIMEOUT", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        await bench.Peer.ExpectAsync($$"""{"type":"cancel","id":{{id}}}""");
        await bench.Peer.SendAsync(ModuleBench.Success(id));
        await bench.AnsweredAsync();
        Assert.Equal(0, bench.Session.UnknownAnswers);
    }

    [Theory, BothFramings]
    public async Task Cancelling_sends_cancel_only_to_a_module_that_knows_it(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        await bench.InitAsync("{}");
        Assert.Null(bench.Session.NegotiatedProtocol);
        using CancellationTokenSource source = new();
        Task<ModuleResponse> call = bench.Session.HandleAsync(RuntimeBench.Message(), RuntimeBench.Context, null, source.Token);
        await bench.TakeAsync("handle");
        source.Cancel();
        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.OrHang());
        Assert.Equal(source.Token, e.CancellationToken);

        // The next frame is the health check: no cancel went out.
        await bench.AnsweredAsync();
    }

    [Theory, BothFramings]
    public async Task A_handle_that_was_cancelled_by_its_id_still_waits_for_its_answer(FrameFormat format)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        await bench.InitAsync("""{"protocol":{"version":"1.1","encoding":"json","features":["cancel"]}}""");
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
        await bench.InitAsync("{}");
        (RequestId id, _) = bench.Session.StartHandle(RuntimeBench.Message(), RuntimeBench.Context);
        await bench.TakeAsync("handle");
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Session.CancelAsync(id).AsTask());
        await bench.AnsweredAsync();
    }

    [Theory]
    [BothFramings("""{"protocol":{"version":"3.0","encoding":"json","features":[]}}""", "3.0")]
    [BothFramings("""{"protocol":{"version":"1.1","encoding":"protobuf","features":[]}}""", "protobuf")]
    [BothFramings("""{"protocol":{"version":"1.1","encoding":"json","features":["streams"]}}""", "streams")]
    public async Task A_choice_outside_of_the_offer_is_a_protocol_error(FrameFormat format, string data, string named)
    {
        await using RuntimeBench bench = RuntimeBench.Start(format);
        SessionException e = await Assert.ThrowsAsync<SessionException>(() => bench.InitAsync(data));
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
        await bench.AnsweredAsync();
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
        await bench.AnsweredAsync();
    }

    [Fact]
    public async Task What_cannot_be_sent_fails_by_code_and_the_next_call_works()
    {
        await using RuntimeBench bench = RuntimeBench.Start(FrameFormat.Ndjson, o => o with { MaxFrame = 2048 });
        SessionException e = await Assert.ThrowsAsync<SessionException>(() => bench.Session.HandleAsync(RuntimeBench.Message(payload: new byte[3000]), RuntimeBench.Context));
        Assert.Equal("FRAME_TOO_LARGE", e.Code);
        e = await Assert.ThrowsAsync<SessionException>(() => bench.Session.InitAsync(JsonElement.Parse("[]")));
        Assert.Equal("PROTOCOL_ERROR", e.Code);
        await bench.AnsweredAsync();
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
}
