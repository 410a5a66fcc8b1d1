using System.Text.Json;
using Ixt.Protocol;
using Ixt.Wire;

namespace Ixt.Session.Tests;

public sealed class ModuleLifecycleTests
{
    private const string Init = """{"type":"init","id":"i","config":{}}""";
    private const string Shutdown = """{"type":"shutdown","id":"s"}""";
    private const string Health = """{"type":"health_check","id":"h"}""";

    [Theory, BothFramings]
    public async Task Before_init_nothing_but_shutdown_is_served(FrameFormat format)
    {
        await using ModuleBench bench = ModuleBench.Start(format);
        Assert.Equal(ModuleState.Connected, bench.Session.State);
        await bench.Peer.SendAsync(ModuleBench.Handle1);
        await bench.Peer.ExpectErrorAsync("NOT_INITIALIZED", "1");
        await bench.Peer.SendAsync(Health);
        await bench.Peer.ExpectErrorAsync("NOT_INITIALIZED", "\"h\"");
        await bench.Peer.ExchangeAsync(Shutdown, ModuleBench.Success("\"s\""));
        await bench.Peer.ExpectEndAsync();
        ModuleSessionResult result = await bench.Result.OrHang();
        Assert.Equal(ModuleSessionEnd.ShutdownRequested, result.End);
        Assert.Equal(SessionCloseReason.LocalClose, result.Close.Reason);
        Assert.False(result.HookRan);
        Assert.Equal(0, bench.Handler.Handles);
    }

    [Theory, BothFramings]
    public async Task Init_runs_once_and_again_only_after_a_failure(FrameFormat format)
    {
        await using ModuleBench bench = ModuleBench.Start(format);
        bench.Handler.OnInit = (_, _) => bench.Handler.Inits == 1 ? throw new InvalidOperationException("no database") : ValueTask.CompletedTask;
        await bench.Peer.SendAsync(Init);
        JsonElement failure = await bench.Peer.ExpectErrorAsync("INIT_FAILED", "\"i\"");
        Assert.Equal("no database", failure.GetProperty("error").GetProperty("message").GetString());
        await bench.Peer.SendAsync(ModuleBench.Handle1);
        await bench.Peer.ExpectErrorAsync("NOT_INITIALIZED", "1");
        await bench.Peer.ExchangeAsync(Init, ModuleBench.Success("\"i\""));
        await bench.Peer.SendAsync(Init);
        await bench.Peer.ExpectErrorAsync("ALREADY_INITIALIZED", "\"i\"");
        await bench.StillAnswersAsync();
        Assert.Equal(2, bench.Handler.Inits);
        Assert.Equal(ModuleState.Ready, bench.Session.State);
    }

    [Theory, BothFramings]
    public async Task While_init_runs_it_is_neither_repeated_nor_done(FrameFormat format)
    {
        await using ModuleBench bench = ModuleBench.Start(format);
        TaskCompletionSource gate = new();
        bench.Handler.OnInit = async (_, _) => await gate.Task;
        await bench.Peer.SendAsync(Init);
        await bench.Peer.SendAsync("""{"type":"init","id":"j","config":{}}""");
        await bench.Peer.ExpectErrorAsync("ALREADY_INITIALIZED", "\"j\"");
        await bench.Peer.SendAsync(ModuleBench.Handle1);
        await bench.Peer.ExpectErrorAsync("NOT_INITIALIZED", "1");
        gate.SetResult();
        await bench.Peer.ExpectAsync(ModuleBench.Success("\"i\""));
    }

    [Theory, BothFramings]
    public async Task A_shutdown_while_init_runs_waits_for_it_and_then_runs_the_hook(FrameFormat format)
    {
        await using ModuleBench bench = ModuleBench.Start(format);
        TaskCompletionSource gate = new();
        bench.Handler.OnInit = async (_, _) => await gate.Task;
        await bench.Peer.SendAsync(Init);
        await bench.Peer.SendAsync(Shutdown);
        await bench.Peer.SendAsync(Health);
        await bench.Peer.ExpectErrorAsync("SHUTTING_DOWN", "\"h\"");
        Assert.Equal(0, bench.Handler.Shutdowns);
        gate.SetResult();
        await bench.Peer.ExpectAsync(ModuleBench.Success("\"i\""));
        await bench.Peer.ExpectAsync(ModuleBench.Success("\"s\""));
        Assert.True((await bench.Result.OrHang()).HookRan);
    }

    [Theory, BothFramings]
    public async Task Shutdown_drains_refuses_new_work_runs_the_hook_and_answers_last(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        TaskCompletionSource gate = new();
        bool hookSawAnswer = false;
        bench.Handler.OnHandle = async (_, _) =>
        {
            await gate.Task;
            return HandlerResult.Empty;
        };
        bench.Handler.OnShutdown = _ =>
        {
            hookSawAnswer = gate.Task.IsCompleted;
            return ValueTask.CompletedTask;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.SendAsync(Shutdown);
        foreach ((string frame, string id) in new[] { (ModuleBench.Handle("2"), "2"), (Init, "\"i\""), (Health, "\"h\""), ("""{"type":"shutdown","id":"s2"}""", "\"s2\"") })
        {
            await bench.Peer.SendAsync(frame);
            await bench.Peer.ExpectErrorAsync("SHUTTING_DOWN", id);
        }

        Assert.Equal(ModuleState.Draining, bench.Session.State);
        gate.SetResult();
        await bench.Peer.ExpectAsync(ModuleBench.Success("1"));
        await bench.Peer.ExpectAsync(ModuleBench.Success("\"s\""));
        await bench.Peer.ExpectEndAsync();
        Assert.True(hookSawAnswer);
        Assert.Equal(1, bench.Handler.Shutdowns);
        Assert.Equal(ModuleSessionEnd.ShutdownRequested, (await bench.Result.OrHang()).End);
        Assert.Equal(ModuleState.Closed, bench.Session.State);
    }

    [Theory, BothFramings]
    public async Task After_the_grace_handlers_are_cancelled_and_may_answer_themselves(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        bench.Handler.OnHandle = async (_, token) =>
        {
            await token.WhenCancelled();
            return HandlerResult.Failure("MINE", "interrupted");
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.SendAsync("""{"type":"shutdown","id":"s","grace_ms":1000}""");
        await bench.Peer.SendAsync(Health);
        await bench.Peer.ExpectErrorAsync("SHUTTING_DOWN", "\"h\"");
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromMilliseconds(1000));
        await bench.Peer.ExpectErrorAsync("MINE", "1");
        await bench.Peer.ExpectAsync(ModuleBench.Success("\"s\""));
    }

    [Theory, BothFramings]
    public async Task A_handler_that_ignores_cancellation_is_answered_CANCELLED_and_its_own_answer_dropped(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        TaskCompletionSource gate = new();
        TaskCompletionSource cancelled = new();
        bench.Handler.OnHandle = async (_, token) =>
        {
            token.Register(cancelled.SetResult);
            await gate.Task;
            return HandlerResult.Empty;
        };
        bench.Handler.OnShutdown = _ =>
        {
            gate.SetResult();
            return ValueTask.CompletedTask;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.SendAsync("""{"type":"shutdown","id":"s","grace_ms":0}""");
        await cancelled.Task.OrHang();
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromMilliseconds(250));
        await bench.Peer.ExpectErrorAsync("CANCELLED", "1");
        await bench.Peer.ExpectAsync(ModuleBench.Success("\"s\""));
        await bench.Peer.ExpectEndAsync();
        Assert.Contains(SessionEvent.HandlerAbandoned, bench.Log.Events);
    }

    [Theory, BothFramings]
    public async Task A_hook_that_fails_makes_the_shutdown_answer_an_error(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        bench.Handler.OnShutdown = _ => throw new InvalidOperationException("cannot flush");
        await bench.Peer.SendAsync(Shutdown);
        JsonElement error = await bench.Peer.ExpectErrorAsync("HANDLER_ERROR", "\"s\"");
        Assert.Equal("cannot flush", error.GetProperty("error").GetProperty("message").GetString());
        ModuleSessionResult result = await bench.Result.OrHang();
        Assert.True(result.HookRan);
        Assert.IsType<InvalidOperationException>(result.HookFailure);
    }

    [Theory, BothFramings]
    public async Task A_hook_that_never_ends_is_given_up_on(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format, o => o with { ShutdownHookTimeout = TimeSpan.FromSeconds(2) });
        TaskCompletionSource entered = new();
        bench.Handler.OnShutdown = async _ =>
        {
            entered.SetResult();
            await new TaskCompletionSource().Task;
        };
        await bench.Peer.SendAsync(Shutdown);
        await entered.Task.OrHang();
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromMilliseconds(2250));
        await bench.Peer.ExpectErrorAsync("HANDLER_ERROR", "\"s\"");
        Assert.IsType<TimeoutException>((await bench.Result.OrHang()).HookFailure);
    }

    [Theory, BothFramings]
    public async Task The_end_of_the_stream_cancels_at_once_runs_the_hook_and_still_answers_a_half_closed_peer(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        bench.Handler.OnHandle = async (_, token) =>
        {
            await token.WhenCancelled();
            token.ThrowIfCancellationRequested();
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.EndAsync();
        await bench.Peer.ExpectErrorAsync("CANCELLED", "1");
        await bench.Peer.ExpectEndAsync();
        ModuleSessionResult result = await bench.Result.OrHang();
        Assert.Equal(ModuleSessionEnd.PeerClosed, result.End);
        Assert.True(result.HookRan);
        Assert.Null(result.HookFailure);
    }

    [Theory, BothFramings]
    public async Task A_local_shutdown_drains_answers_and_closes_without_an_answer_of_its_own(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        TaskCompletionSource gate = new();
        bench.Handler.OnHandle = async (_, _) =>
        {
            await gate.Task;
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.StillAnswersAsync();
        bench.Session.RequestShutdown();
        bench.Session.RequestShutdown();
        await bench.Peer.SendAsync(Shutdown);
        await bench.Peer.ExpectErrorAsync("SHUTTING_DOWN", "\"s\"");
        gate.SetResult();
        await bench.Peer.ExpectAsync(ModuleBench.Success("1"));
        await bench.Peer.ExpectEndAsync();
        Assert.Equal(ModuleSessionEnd.LocalShutdown, (await bench.Result.OrHang()).End);
        Assert.Equal(1, bench.Handler.Shutdowns);
    }

    [Theory, BothFramings]
    public async Task A_runtime_that_goes_away_while_the_module_drains_ends_the_grace(FrameFormat format)
    {
        await using ModuleBench bench = await ModuleBench.ReadyAsync(format);
        bench.Handler.OnHandle = async (_, token) =>
        {
            await token.WhenCancelled();
            return HandlerResult.Empty;
        };
        await bench.Peer.SendAsync(ModuleBench.Handle("1"));
        await bench.Peer.SendAsync(Shutdown);
        await bench.Peer.DisposeAsync();
        ModuleSessionResult result = await bench.Result.OrHang();
        Assert.Equal(ModuleSessionEnd.ShutdownRequested, result.End);
        Assert.Equal(SessionCloseReason.PeerClosed, result.Close.Reason);
        Assert.Equal(1, bench.Handler.Shutdowns);
    }

    [Theory]
    [BothFramings("""{"versions":["1.0"],"encodings":["json"],"features":[]}""", """{"version":"1.0","encoding":"json","features":[]}""")]
    [BothFramings("""{"versions":["1.1","1.0","9.9"],"encodings":["x-cbor","json"],"features":["streams","cancel"]}""", """{"version":"1.1","encoding":"json","features":["cancel"]}""")]
    public async Task Init_answers_with_what_it_chose_from_an_offer(FrameFormat format, string offer, string choice)
    {
        await using ModuleBench bench = ModuleBench.Start(format);
        await bench.Peer.ExchangeAsync($$"""{"type":"init","id":"i","config":{},"protocol":{{offer}}}""", ModuleBench.Success("\"i\"", $$"""{"protocol":{{choice}}}"""));
        Assert.NotNull(bench.Session.NegotiatedProtocol);
    }

    [Theory]
    [BothFramings("""{"versions":["2.0"],"encodings":["json"],"features":[]}""", "2.0", "1.1")]
    [BothFramings("""{"versions":["1.1"],"encodings":["cbor"],"features":[]}""", "cbor", "json")]
    public async Task An_offer_without_anything_in_common_fails_naming_both_sides_and_the_hook_does_not_run(FrameFormat format, string offer, string offered, string spoken)
    {
        await using ModuleBench bench = ModuleBench.Start(format);
        await bench.Peer.SendAsync($$"""{"type":"init","id":"i","config":{},"protocol":{{offer}}}""");
        JsonElement error = await bench.Peer.ExpectErrorAsync("INIT_FAILED", "\"i\"");
        string message = error.GetProperty("error").GetProperty("message").GetString()!;
        Assert.Contains(offered, message);
        Assert.Contains(spoken, message);
        Assert.Equal(0, bench.Handler.Inits);
    }

    [Fact]
    public async Task The_config_reaches_the_hook_and_outlives_its_frame()
    {
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.Ndjson);
        TaskCompletionSource<InitRequest> seen = new();
        bench.Handler.OnInit = (request, _) =>
        {
            seen.SetResult(request);
            return ValueTask.CompletedTask;
        };
        await bench.Peer.ExchangeAsync("""{"type":"init","id":"i","config":{"a":[1,2]}}""", ModuleBench.Success("\"i\""));
        await bench.StillAnswersAsync();
        Assert.Equal("[1,2]", (await seen.Task).Config.GetProperty("a").GetRawText());
    }

    [Fact]
    public async Task A_session_runs_once_and_names_a_bad_option()
    {
        await using ModuleBench bench = ModuleBench.Start(FrameFormat.Ndjson);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Session.RunAsync(CancellationToken.None));
        (_, InMemoryTransport module) = InMemoryTransport.CreatePair();
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => new ModuleSession(module, bench.Handler, new PoolDispatcher(), new ModuleSessionOptions { MaxOutstandingHandles = 0 }));
        Assert.Contains("MaxOutstandingHandles is 0", e.Message);
    }
}
