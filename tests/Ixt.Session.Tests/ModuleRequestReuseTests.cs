using System.Collections.Concurrent;
using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

/// <summary>The entry of a request is used again for later ones: what belongs to one of them must never reach another.</summary>
public sealed class ModuleRequestReuseTests
{
    private const string Shutdown = """{"type":"shutdown","id":"s","grace_ms":0}""";

    [Fact]
    public async Task A_request_has_the_entry_of_one_that_was_answered()
    {
        using HeldDispatcher dispatcher = new();
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson, dispatcher: dispatcher);
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        ModuleWork first = await dispatcher.TakeAsync();
        await first.RunAsync();
        await bench.Peer.ExpectAsync(ModuleBench.Success("1"));
        await bench.Peer.SendAsync(ModuleBench.Handle("2"));
        Assert.Same(first, await dispatcher.TakeAsync());
    }

    [Fact]
    public async Task A_token_that_a_handler_kept_stays_as_it_is_when_a_later_message_is_cancelled()
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson);
        CancellationToken kept = default;
        bench.Handler.OnHandle = (_, token) =>
        {
            kept = token;
            return ValueTask.FromResult(HandlerResult.Empty);
        };
        await bench.Peer.ExchangeAsync(ModuleBench.Handle("1"), ModuleBench.Success("1"));
        bench.Handler.OnHandle = static async (_, token) =>
        {
            await token.WhenCancelled();
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("2"));
        await bench.Peer.SendAsync("""{"type":"cancel","id":2}""");
        await bench.Peer.ExpectAsync(ModuleBench.Success("2"));
        Assert.True(kept.CanBeCanceled);
        Assert.False(kept.IsCancellationRequested);
    }

    [Fact]
    public async Task A_cancel_that_comes_before_the_handler_starts_has_fired_its_token_and_no_other()
    {
        using HeldDispatcher dispatcher = new();
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson, dispatcher: dispatcher);
        bench.Handler.OnHandle = static (_, token) => ValueTask.FromResult(HandlerResult.Failure(token.IsCancellationRequested ? "FIRED" : "NOT_FIRED", "."));
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.SendAsync("""{"type":"cancel","id":1}""");
        await bench.StillAnswersAsync();
        await (await dispatcher.TakeAsync()).RunAsync();
        await bench.Peer.ExpectErrorAsync("FIRED", "1");
        await bench.Peer.SendAsync(ModuleBench.Handle("2"));
        await (await dispatcher.TakeAsync()).RunAsync();
        await bench.Peer.ExpectErrorAsync("NOT_FIRED", "2");
    }

    [Fact]
    public async Task A_handler_that_does_not_observe_cancellation_gets_no_token_also_when_it_is_cancelled()
    {
        using HeldDispatcher dispatcher = new();
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson, dispatcher: dispatcher);
        bench.Handler.Observes = static request => request.Message.Topic != "quick";
        bench.Handler.OnHandle = static (_, token) => ValueTask.FromResult(HandlerResult.Failure(token.CanBeCanceled ? "TOKEN" : "NO_TOKEN", "."));
        await bench.Peer.SendAsync(ModuleBench.Handle("1", "quick"));
        await bench.Peer.SendAsync("""{"type":"cancel","id":1}""");
        await bench.StillAnswersAsync();
        await (await dispatcher.TakeAsync()).RunAsync();
        await bench.Peer.ExpectErrorAsync("NO_TOKEN", "1");
        await bench.Peer.SendAsync(ModuleBench.Handle("2"));
        await (await dispatcher.TakeAsync()).RunAsync();
        await bench.Peer.ExpectErrorAsync("TOKEN", "2");
    }

    [Fact]
    public async Task Work_that_is_run_twice_calls_no_handler_twice()
    {
        using HeldDispatcher dispatcher = new();
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson, dispatcher: dispatcher);
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        ModuleWork work = await dispatcher.TakeAsync();
        await work.RunAsync();
        await work.RunAsync();
        Assert.Throws<InvalidOperationException>(() => work.Kind);
        await bench.Peer.ExpectAsync(ModuleBench.Success("1"));
        Assert.Equal(1, bench.Handler.Handles);

        // It stands for another message: the mistake runs that one early, and its own turn comes too late.
        await bench.Peer.SendAsync(ModuleBench.Handle("2"));
        Assert.Same(work, await dispatcher.TakeAsync());
        await work.RunAsync();
        await work.RunAsync();
        await bench.Peer.ExpectAsync(ModuleBench.Success("2"));
        Assert.Equal(2, bench.Handler.Handles);
        await bench.StillAnswersAsync();
    }

    [Fact]
    public async Task Work_that_was_answered_in_its_place_at_the_end_runs_no_handler_any_more()
    {
        using HeldDispatcher dispatcher = new();
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.Ndjson, dispatcher: dispatcher);
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        ModuleWork work = await dispatcher.TakeAsync();
        await bench.Peer.SendAsync(Shutdown);
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromMilliseconds(250));
        await bench.Peer.ExpectErrorAsync("CANCELLED", "1");
        await bench.Peer.ExpectAsync(ModuleBench.Success("\"s\""));
        await work.RunAsync();
        await bench.Peer.ExpectEndAsync();
        Assert.Equal(0, bench.Handler.Handles);
    }

    [Fact]
    public async Task Under_load_each_message_gets_its_own_answer_and_only_its_own_cancel()
    {
        const int messages = 4000;
        const int inFlight = 50;
        await using ModuleBench bench = await ModuleBench.ReadyAsync(FrameFormat.LengthLittleEndian);
        ConcurrentDictionary<string, CancellationToken> tokens = new();
        bench.Handler.OnHandle = async (request, token) =>
        {
            string topic = request.Message.Topic;
            tokens[topic] = token;
            switch (int.Parse(topic) % 5)
            {
                case 0:
                    break;
                case 1:
                    await Task.Yield();
                    break;
                case 2:
                    throw new InvalidOperationException(topic);
                case 3:
                    await token.WhenCancelled();
                    break;
                default:
                    await token.WhenCancelled();
                    throw new OperationCanceledException(token);
            }

            return HandlerResult.Success(topic, static (writer, name) =>
            {
                writer.WriteStartObject();
                writer.WriteString("topic", (string)name!);
                writer.WriteEndObject();
            });
        };
        for (int first = 0; first < messages; first += inFlight)
        {
            for (int i = first; i < first + inFlight; i++)
            {
                await bench.Peer.SendAsync(ModuleBench.Handle($"{i}", $"{i}"));

                // Some of them race with the answer, and the entry's next use.
                if (i % 5 is 1 or 3 or 4)
                {
                    await bench.Peer.SendAsync($$"""{"type":"cancel","id":{{i}}}""");
                }
            }

            HashSet<int> answered = [];
            for (int i = 0; i < inFlight; i++)
            {
                JsonElement answer = await bench.Peer.ReceiveAsync();
                int id = answer.GetProperty("id").GetInt32();
                Assert.InRange(id, first, first + inFlight - 1);
                Assert.True(answered.Add(id), $"{id} was answered twice.");
                CheckAnswer(id, answer);
            }
        }

        Assert.Equal(messages, bench.Handler.Handles);
        Assert.Equal(messages, tokens.Count);
        Assert.DoesNotContain(tokens, static t => int.Parse(t.Key) % 5 is 0 or 2 && t.Value.IsCancellationRequested);
        await bench.StillAnswersAsync();
    }

    private static void CheckAnswer(int id, JsonElement answer)
    {
        switch (id % 5)
        {
            case 2:
                Assert.Equal($"{id}", answer.GetProperty("error").GetProperty("message").GetString());
                break;
            case 4:
                Assert.Equal("CANCELLED", answer.GetProperty("error").GetProperty("code").GetString());
                break;
            default:
                Assert.Equal($"{id}", answer.GetProperty("data").GetProperty("topic").GetString());
                break;
        }
    }
}
