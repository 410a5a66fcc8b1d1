using System.Text;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

public sealed class ModuleHandlingTests
{
    [Theory, BothFramings]
    public async Task Answers_come_in_the_order_in_which_handlers_end(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        Dictionary<string, TaskCompletionSource> gates = Enumerable.Range(0, 5).ToDictionary(i => $"t{i}", _ => new TaskCompletionSource());
        bench.Handler.OnHandle = async (request, _) =>
        {
            await gates[request.Message.Topic].Task;
            return HandlerResult.Success(request, static (writer, state) =>
            {
                writer.WriteStartObject();
                writer.WriteString("topic", ((HandleRequest)state!).Message.Topic);
                writer.WriteEndObject();
            });
        };
        for (int i = 0; i < 5; i++)
        {
            await bench.Peer.SendAsync(ModuleBench.Handle($"{i}", $"t{i}"));
        }

        foreach (int i in new[] { 3, 0, 4, 1, 2 })
        {
            gates[$"t{i}"].SetResult();
            await bench.Peer.ExpectAsync(ModuleBench.Success($"{i}", $$"""{"topic":"t{{i}}"}"""));
        }
    }

    [Theory, BothFramings]
    public async Task Every_kind_of_result_is_written(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        JsonElement element = JsonElement.Parse("""{"e":[1,"é"]}""");
        bench.Handler.OnHandle = (request, _) => ValueTask.FromResult(request.Message.Topic switch
        {
            "element" => HandlerResult.Success(element),
            "raw" => HandlerResult.SuccessRaw("{\r\n  \"a\" : [ 1,\n 2 ]\n}"u8.ToArray()),
            "state" => HandlerResult.Success("x", static (writer, state) =>
            {
                writer.WriteStartObject();
                writer.WriteString("s", (string)state!);
                writer.WriteEndObject();
            }),
            "error" => HandlerResult.Failure("MY_CODE", "my message", element),
            "plain error" => HandlerResult.Failure("MY_CODE", "my message"),
            _ => HandlerResult.Empty,
        });
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("1", "element"), ModuleBench.Success("1", """{"e":[1,"é"]}"""));
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("2", "raw"), ModuleBench.Success("2", """{"a":[1,2]}"""));
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("3", "state"), ModuleBench.Success("3", """{"s":"x"}"""));
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("4", "error"), """{"type":"response","id":4,"success":false,"error":{"code":"MY_CODE","message":"my message","details":{"e":[1,"é"]}}}""");
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("5", "plain error"), """{"type":"response","id":5,"success":false,"error":{"code":"MY_CODE","message":"my message"}}""");
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("6", "?"), ModuleBench.Success("6"));
    }

    public static TheoryData<FrameFormat, string> BadResults
    {
        get
        {
            TheoryData<FrameFormat, string> rows = [];
            foreach (string name in new[] { "array", "string", "null", "raw array", "raw garbage", "raw empty", "raw bad utf8", "raw two", "nothing", "two values", "open", "throws", "bad depth", "bad raw depth", "bad details depth" })
            {
                rows.Add(FrameFormat.Ndjson, name);
                rows.Add(FrameFormat.LengthLittleEndian, name);
            }

            return rows;
        }
    }

    [Theory, MemberData(nameof(BadResults))]
    public async Task A_result_that_cannot_be_an_answer_becomes_HANDLER_ERROR(FrameFormat format, string name)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        string deep = "{\"a\":" + new string('[', 63) + new string(']', 63) + "}";
        JsonElement deepElement = JsonDocument.Parse(deep, new JsonDocumentOptions { MaxDepth = 100 }).RootElement;
        bench.Handler.OnHandle = (_, _) => ValueTask.FromResult(name switch
        {
            "array" => HandlerResult.Success(JsonElement.Parse("[]")),
            "string" => HandlerResult.Success(JsonElement.Parse("\"{}\"")),
            "null" => HandlerResult.Success(JsonElement.Parse("null")),
            "raw array" => HandlerResult.SuccessRaw(" [{}]"u8.ToArray()),
            "raw garbage" => HandlerResult.SuccessRaw("{\"a\":}"u8.ToArray()),
            "raw empty" => HandlerResult.SuccessRaw(default),
            "raw bad utf8" => HandlerResult.SuccessRaw((byte[])[.. "{\"a\":\""u8, 0xff, .. "\"}"u8]),
            "raw two" => HandlerResult.SuccessRaw("{}{}"u8.ToArray()),
            "nothing" => HandlerResult.Success(null, static (_, _) => { }),
            "two values" => HandlerResult.Success(null, static (writer, _) =>
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
                writer.WriteStartObject();
                writer.WriteEndObject();
            }),
            "open" => HandlerResult.Success(null, static (writer, _) => writer.WriteStartObject()),
            "throws" => HandlerResult.Success(null, static (_, _) => throw new NotSupportedException("no")),
            "bad depth" => HandlerResult.Success(deepElement),
            "bad raw depth" => HandlerResult.SuccessRaw(Encoding.UTF8.GetBytes(deep)),
            _ => HandlerResult.Failure("X", "y", deepElement),
        });
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.ExpectErrorAsync("HANDLER_ERROR", "1");
        Assert.Contains(SessionEvent.UnsendableResult, bench.Log.Events);
        await bench.StillAnswersAsync();
    }

    [Theory]
    [BothFramings(false)]
    [BothFramings(true)]
    public async Task A_result_that_nests_the_frame_to_exactly_64_is_sent(FrameFormat format, bool raw)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        string data = "{\"a\":" + new string('[', 62) + new string(']', 62) + "}";
        bench.Handler.OnHandle = (_, _) => ValueTask.FromResult(raw ? HandlerResult.SuccessRaw(Encoding.UTF8.GetBytes(data)) : HandlerResult.Success(JsonElement.Parse(data)));
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("1"), ModuleBench.Success("1", data));
    }

    [Theory, BothFramings]
    public async Task A_result_of_exactly_the_frame_limit_is_sent_and_one_byte_more_is_FRAME_TOO_LARGE(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format, o => o with { MaxFrame = 4096 });
        int around = ModuleBench.Success("1", """{"a":""}""").Length;
        bench.Handler.OnHandle = (request, _) =>
            ValueTask.FromResult(HandlerResult.Success(JsonElement.Parse($$"""{"a":"{{new string('x', 4096 - around + (request.Message.Topic == "over" ? 1 : 0))}}"}""")));
        await bench.Peer.SendAsync(ModuleBench.Handle("1", "fits"));
        Assert.Equal(4096, (await bench.Peer.ReceiveAsync()).GetRawText().Length);
        await bench.Peer.SendAsync(ModuleBench.Handle("1", "over"));
        await bench.Peer.ExpectErrorAsync("FRAME_TOO_LARGE", "1");
        await bench.StillAnswersAsync();
    }

    [Theory]
    [BothFramings(false)]
    [BothFramings(true)]
    public async Task A_handler_that_throws_is_answered_with_its_message_only(FrameFormat format, bool later)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        bench.Handler.OnHandle = async (_, _) =>
        {
            if (later)
            {
                await Task.Yield();
            }

            throw new InvalidOperationException("it broke");
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        JsonElement answer = await bench.Peer.ExpectErrorAsync("HANDLER_ERROR", "1");
        Assert.Equal("it broke", answer.GetProperty("error").GetProperty("message").GetString());
        Assert.DoesNotContain("   at ", answer.GetRawText());
        Assert.Contains(SessionEvent.HandlerFailed, bench.Log.Events);
        await bench.StillAnswersAsync();
    }

    [Fact]
    public async Task A_handler_that_throws_before_it_returns_a_task_is_answered_too()
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson);
        bench.Handler.OnHandle = (_, _) => throw new InvalidOperationException("");
        bench.Handler.OnHealth = _ => throw new InvalidOperationException("sick");
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        JsonElement answer = await bench.Peer.ExpectErrorAsync("HANDLER_ERROR", "1");
        Assert.Equal(nameof(InvalidOperationException), answer.GetProperty("error").GetProperty("message").GetString());
        await bench.Peer.SendAsync("""{"type":"health_check","id":"h"}""");
        await bench.Peer.ExpectErrorAsync("HANDLER_ERROR", "\"h\"");
    }

    [Theory]
    [BothFramings(0, 0, true)]
    [BothFramings(100, 99, false)]
    [BothFramings(100, 100, true)]
    public async Task A_message_whose_ttl_has_passed_when_its_turn_comes_expires(FrameFormat format, int ttl, int wait, bool expires)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        TaskCompletionSource blocked = new();
        using ManualResetEventSlim release = new();
        bench.Handler.OnHandle = (request, _) =>
        {
            if (request.Message.Topic == "block")
            {
                // Keeps the dispatcher's one thread, so that what follows queues behind it.
                blocked.SetResult();
                release.Wait(TestTimeouts.Hang);
            }

            return ValueTask.FromResult(HandlerResult.Empty);
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1", "block"));
        await blocked.Task.OrHang();
        await bench.Peer.SendAsync(ModuleBench.Handle("2", more: $",\"ttl_ms\":{ttl}"));

        // Answered by the reader itself, so the frame before it has been taken in.
        await bench.Peer.SendAsync("{}");
        await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "null", "/type");
        bench.Time.Advance(TimeSpan.FromMilliseconds(wait));
        release.Set();
        await bench.Peer.ExpectAsync(ModuleBench.Success("1"));
        if (expires)
        {
            await bench.Peer.ExpectErrorAsync("EXPIRED", "2");
            Assert.Equal(1, bench.Handler.Handles);
        }
        else
        {
            await bench.Peer.ExpectAsync(ModuleBench.Success("2"));
        }
    }

    [Theory, BothFramings]
    public async Task Once_its_handler_runs_a_message_does_not_expire(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        TaskCompletionSource entered = new();
        TaskCompletionSource gate = new();
        bench.Handler.OnHandle = async (_, _) =>
        {
            entered.SetResult();
            await gate.Task;
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1", more: ",\"ttl_ms\":5"));
        await entered.Task.OrHang();
        bench.Time.Advance(TimeSpan.FromHours(1));
        gate.SetResult();
        await bench.Peer.ExpectAsync(ModuleBench.Success("1"));
    }

    [Theory, BothFramings]
    public async Task Past_the_bound_handles_are_refused_and_everything_else_is_served(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format, o => o with { MaxOutstandingHandles = 3 });
        TaskCompletionSource gate = new();
        bench.Handler.OnHandle = async (_, _) =>
        {
            await gate.Task;
            return HandlerResult.Empty;
        };
        for (int i = 1; i <= 4; i++)
        {
            await bench.Peer.SendAsync(ModuleBench.Handle($"{i}"));
        }

        await bench.Peer.ExpectErrorAsync("OVERLOADED", "4");
        await bench.StillAnswersAsync();
        gate.SetResult();
        HashSet<int> answered = [];
        for (int i = 1; i <= 3; i++)
        {
            answered.Add((await bench.Peer.ReceiveAsync()).GetProperty("id").GetInt32());
        }

        Assert.Equal([1, 2, 3], answered.Order());
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("4"), ModuleBench.Success("4"));
    }

    [Theory]
    [BothFramings(false)]
    [BothFramings(true)]
    public async Task Cancel_fires_the_handlers_token_and_there_is_still_one_answer(FrameFormat format, bool ownAnswer)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        bench.Handler.OnHandle = async (_, token) =>
        {
            await token.WhenCancelled();
            return ownAnswer ? HandlerResult.Success(JsonElement.Parse("""{"cancelled":true}""")) : throw new OperationCanceledException(token);
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("\"c\""));
        await bench.Peer.SendAsync("""{"type":"cancel","id":"c"}""");
        await bench.Peer.SendAsync("""{"type":"cancel","id":"c"}""");
        if (ownAnswer)
        {
            await bench.Peer.ExpectAsync(ModuleBench.Success("\"c\"", """{"cancelled":true}"""));
        }
        else
        {
            await bench.Peer.ExpectErrorAsync("CANCELLED", "\"c\"");
        }

        await bench.StillAnswersAsync();
    }

    [Fact]
    public async Task A_cancelled_exception_without_a_cancel_is_a_handler_error()
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson);
        bench.Handler.OnHandle = (_, _) => throw new TaskCanceledException("some timeout");
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.ExpectErrorAsync("HANDLER_ERROR", "1");
    }

    [Fact]
    public async Task A_callback_on_the_token_that_throws_does_no_harm()
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson);
        TaskCompletionSource registered = new();
        bench.Handler.OnHandle = async (_, token) =>
        {
            token.Register(() => throw new InvalidOperationException("callback"));
            Task cancelled = token.WhenCancelled();
            registered.SetResult();
            await cancelled;
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await registered.Task.OrHang();
        await bench.Peer.SendAsync("""{"type":"cancel","id":1}""");
        await bench.Peer.ExpectAsync(ModuleBench.Success("1"));
        await bench.StillAnswersAsync();
    }

    [Fact]
    public async Task Messages_reach_the_handler_whole_and_in_order_of_arrival()
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.LengthLittleEndian);
        List<HandleRequest> seen = [];
        bench.Handler.OnHandle = (request, _) =>
        {
            seen.Add(request);
            return ValueTask.FromResult(HandlerResult.Empty);
        };
        for (int i = 0; i < 50; i++)
        {
            await bench.Peer.SendAsync(ModuleBench.Handle($"{i}", $"topic {i}", Convert.ToBase64String([(byte)i, 0xff]), ",\"priority\":3"));
        }

        for (int i = 0; i < 50; i++)
        {
            await bench.Peer.ReceiveAsync();
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"topic {i}"), seen.Select(r => r.Message.Topic));
        Assert.All(seen.Select((r, i) => (r, i)), x => Assert.Equal([(byte)x.i, 0xff], x.r.Message.Payload.ToArray()));
        Assert.All(seen, r => Assert.Equal(Priority.High, r.Message.Priority));
    }
}
