using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

public sealed class BackpressureTests
{
    [Theory, BothFramings]
    public async Task Both_directions_full_of_64_KiB_frames_do_not_deadlock(FrameFormat format)
    {
        // Queues and pipes much smaller than what is in flight: every side has to wait for the other.
        (InMemoryTransport runtimeEnd, InMemoryTransport moduleEnd) = InMemoryTransport.CreatePair(4096);
        await FillBothWaysAsync(runtimeEnd, moduleEnd, format);
    }

    [Theory, BothFramings]
    public async Task Both_directions_full_over_a_real_socket_do_not_deadlock(FrameFormat format)
    {
        await using UnixSocketListener listener = UnixSocketListener.Create();
        Task<UnixSocketTransport> accept = listener.AcceptOneAsync();
        UnixSocketTransport module = await UnixSocketTransport.ConnectAsync(listener.Path);
        await FillBothWaysAsync(await accept.OrHang(), module, format);
    }

    [Theory, BothFramings]
    public async Task Senders_wait_for_a_peer_that_does_not_read_and_go_on_when_it_does(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format, o => o with { MaxQueuedBytes = 4096, MaxQueuedFrames = 8 }, capacity: 4096);
        string text = new('x', 1000);
        Task[] posts = [.. Enumerable.Range(0, 50).Select(i => bench.Session.PostAsync("logging", "log", (i, text), WriteEntry).AsTask())];
        Assert.Contains(posts, post => post.IsCompleted);
        Assert.Contains(posts, post => !post.IsCompleted);
        for (int i = 0; i < 50; i++)
        {
            // In the order of the calls, although most of them had to wait.
            Assert.Equal(i, (await bench.Peer.ReceiveAsync()).GetProperty("params").GetProperty("n").GetInt32());
        }

        await Task.WhenAll(posts).OrHang();
        await bench.StillAnswersAsync();
    }

    [Theory, BothFramings]
    public async Task A_wait_for_room_can_be_cancelled_and_nothing_of_it_is_sent(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format, o => o with { MaxQueuedBytes = 2048 }, capacity: 1024);
        string text = new('x', 1500);
        Task first = bench.Session.PostAsync("logging", "log", (1, text), WriteEntry).AsTask();
        Task second = bench.Session.PostAsync("logging", "log", (2, text), WriteEntry).AsTask();
        using CancellationTokenSource source = new();
        Task third = bench.Session.PostAsync("logging", "log", (3, text), WriteEntry, source.Token).AsTask();
        Task<ServiceResponse> call = bench.Session.CallAsync("kv", "get", (4, text), WriteEntry, TimeSpan.FromSeconds(1));
        Assert.False(third.IsCompleted);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third.OrHang());
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(1));
        Assert.Equal("TIMEOUT", (await Assert.ThrowsAsync<SessionException>(() => call.OrHang())).Code);
        Task fifth = bench.Session.PostAsync("logging", "log", (5, text), WriteEntry).AsTask();
        foreach (int n in new[] { 1, 2, 5 })
        {
            Assert.Equal(n, (await bench.Peer.ReceiveAsync()).GetProperty("params").GetProperty("n").GetInt32());
        }

        await Task.WhenAll(first, second, fifth).OrHang();
    }

    [Theory, BothFramings]
    public async Task A_peer_that_sends_bad_frames_and_does_not_read_is_not_read_from_without_end(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format, o => o with { MaxQueuedBytes = 4096 }, capacity: 4096);
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < 5000; i++)
            {
                await bench.Peer.SendAsync("bad");
            }
        });

        // 5,000 answers are about a megabyte: far more than queue, reader's allowance and pipe hold, so the sender stands still.
        int answers = 0;
        Assert.False(sending.IsCompleted);
        while (answers < 5000)
        {
            await bench.Peer.ExpectErrorAsync("PROTOCOL_ERROR", "null");
            answers++;
        }

        await sending.OrHang();
        await bench.StillAnswersAsync();
    }

    [Theory, BothFramings]
    public async Task A_shutdown_does_not_wait_for_a_peer_that_never_reads(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format, o => o with { FlushTimeout = TimeSpan.FromSeconds(3) }, capacity: 256);
        bench.Handler.OnHandle = (_, _) => ValueTask.FromResult(HandlerResult.Success(JsonElement.Parse("{\"a\":\"" + new string('x', 2000) + "\"}")));
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.SendAsync("""{"type":"shutdown","id":"s"}""");
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(3));
        ModuleSessionResult result = await bench.Result.OrHang();
        Assert.Equal(ModuleSessionEnd.ShutdownRequested, result.End);
        Assert.Contains(SessionEvent.FlushTimedOut, bench.Log.Events);
    }

    private static void WriteEntry(Utf8JsonWriter writer, (int N, string Text) entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n", entry.N);
        writer.WriteString("text", entry.Text);
        writer.WriteEndObject();
    }

    private static async Task FillBothWaysAsync(Transport runtimeEnd, Transport moduleEnd, FrameFormat format)
    {
        const int InFlight = 64;
        const int Rounds = 4;
        byte[] payload = new byte[64 * 1024];
        Random.Shared.NextBytes(payload);
        ScriptedHandler handler = new();
        await using ModuleSession module = new(moduleEnd, handler, new PoolDispatcher(), new ModuleSessionOptions { MaxQueuedBytes = 64 * 1024, MaxQueuedFrames = 4 });
        handler.OnHandle = async (request, _) =>
        {
            // The module calls back with as much before it answers, so that both ends have requests and answers under way.
            ServiceResponse stored = await module.CallAsync("kv", "set", request.Message.Payload, static (writer, value) =>
            {
                writer.WriteStartObject();
                writer.WriteBase64String("value", value.Span);
                writer.WriteEndObject();
            });
            return HandlerResult.Success(Assert.IsType<ServiceSuccess>(stored).Data);
        };
        ScriptedServices services = new() { OnRequest = static (request, _) => ValueTask.FromResult(HandlerResult.Success(request.Params)) };
        Task<ModuleSessionResult> run = module.RunAsync(CancellationToken.None);
        await using RuntimeSession runtime = RuntimeSession.Start(runtimeEnd, services, new RuntimeSessionOptions { Framing = format, MaxQueuedBytes = 64 * 1024, MaxQueuedFrames = 4 });
        await runtime.InitAsync(RuntimeBench.EmptyConfig).OrHang();
        HandleMessage message = RuntimeBench.Message("t", payload);
        Task[] lanes = [.. Enumerable.Range(0, InFlight).Select(_ => Task.Run(async () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                ResponseSuccess answer = Assert.IsType<ResponseSuccess>(await runtime.HandleAsync(message, RuntimeBench.Context));
                Assert.True(answer.Data.GetProperty("value").TryGetBytesFromBase64(out byte[]? echoed) && payload.AsSpan().SequenceEqual(echoed));
            }
        }))];
        await Task.WhenAll(lanes).OrHang();
        Assert.Equal(InFlight * Rounds, handler.Handles);
        await runtime.ShutdownAsync().OrHang();
        Assert.Equal(ModuleSessionEnd.ShutdownRequested, (await run.OrHang()).End);
    }
}
