using System.Text.Json;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>Answers that do not come in time, or are not wanted any more.</summary>
public sealed class TimeTests
{
    private const string Token = "app:slow";

    [Fact]
    public async Task A_late_answer_of_Node_is_dropped_and_what_it_refers_to_released()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.go = gate();
            k.nexus = daemon().provide(new Token("app:slow"), {
              async echo(x) { return x; },
              async slow() { await k.go.opened; const made = () => 1; k.weak = new WeakRef(made); return made; },
            });
            await k.nexus.ready();
            """);
        NexusClient client = stage.Client();
        NexusProxy hasty = await client.CreateAsync(Token, callTimeout: TimeSpan.FromMilliseconds(100)).Soon();
        NexusProxy patient = await client.CreateAsync(Token).Soon();
        Assert.Equal(hasty.Peer.ConnectionId, patient.Peer.ConnectionId);
        await Catch.CodeAsync(NexusErrorCodes.CallTimeout, () => hasty.CallAsync("slow"));
        await stage.Node.RunAsync("k.go.open();");
        Assert.Equal(1, (await patient.CallAsync("echo", 1).Soon()).AsDouble());
        while (!(await stage.Node.RunAsync("await new Promise((done) => setImmediate(done)); gc(); return k.weak?.deref() === undefined;")).GetBoolean())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task A_late_answer_of_CSharp_is_dropped_by_Node_and_what_it_refers_to_released_here()
    {
        await using Stage stage = await Stage.StartAsync();
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<WeakReference> made = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await stage.DaemonAsync(Token, new NexusMembers()
            .Function("echo", (arguments, _) => new(arguments.Span[0]))
            .Function("slow", async (_, _) =>
            {
                await go.Task;
                NexusFunction function = new((_, _) => new(1));
                made.SetResult(new WeakReference(function));
                return NexusValue.From(function);
            }));
        await stage.Node.ShouldAsync("['E_CALL_TIMEOUT',1]", """
            const nexus = client();
            const hasty = await nexus.create(new Token("app:slow"), { callTimeout: 100 });
            k.proxy = await nexus.create(new Token("app:slow"));
            return [(await failed(hasty.slow())).code, await k.proxy.echo(1)];
            """);
        go.SetResult();
        WeakReference function = await made.Task.Soon();
        while (function.IsAlive)
        {
            await stage.Node.RunAsync("await k.proxy.echo(0);");
            GC.Collect();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_and_the_session_goes_on()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.called = gate();
            k.nexus = daemon().provide(new Token("app:slow"), { async echo(x) { return x; }, async slow() { k.called.open(); await new Promise(() => {}); } });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client(new() { CallTimeout = Timeout.InfiniteTimeSpan }).CreateAsync(Token).Soon();
        using CancellationTokenSource cancel = new();
        Task<NexusValue> call = proxy.InvokeAsync(NexusOperation.Apply, new[] { "slow" }, default, cancel.Token).AsTask();
        await stage.Node.RunAsync("await k.called.opened;");
        await cancel.CancelAsync();
        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Assert.Equal(cancel.Token, e.CancellationToken);
        Assert.Equal(2, (await proxy.CallAsync("echo", 2).Soon()).AsDouble());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => proxy.InvokeAsync(NexusOperation.Apply, new[] { "echo" }, default, cancel.Token).Soon());
    }

    [Fact]
    public async Task A_callback_that_Node_does_not_answer_times_out_and_the_session_goes_on()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync(
            Token,
            new NexusMembers()
                .Function("echo", (arguments, _) => new(arguments.Span[0]))
                .Function("ask", async (arguments, cancellationToken) =>
                {
                    using NexusRef f = arguments.Span[0].AsRef();
                    return await f.CallAsync(ReadOnlyMemory<NexusValue>.Empty, cancellationToken);
                }),
            new() { CallTimeout = TimeSpan.FromMilliseconds(200) });
        await stage.Node.ShouldAsync("['E_CALL_TIMEOUT',7]", """
            const proxy = await client().create(new Token("app:slow"), { callTimeout: 60000 });
            const late = gate();
            const ended = await failed(proxy.ask(() => late.opened));
            late.open(1);
            return [ended.remote.code, await proxy.echo(7)];
            """);
    }

    [Fact]
    public async Task A_Node_client_that_gives_up_its_wait_for_a_service_keeps_its_session()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusDaemon daemon = await stage.DaemonAsync(Token, new NexusMembers().Function("echo", (arguments, _) => new(arguments.Span[0])));
        await stage.Node.ShouldAsync("['E_ABORTED',1]", """
            const nexus = client();
            const proxy = await nexus.create(new Token("app:slow"));
            const abort = new AbortController();
            const waiting = failed(nexus.create(new Token("app:never"), { signal: abort.signal }));
            abort.abort();
            return [(await waiting).code, await proxy.echo(1)];
            """);
        Assert.Single(daemon.Peers);
    }

    [Fact]
    public async Task Slow_calls_do_not_delay_later_ones()
    {
        await using Stage stage = await Stage.StartAsync();
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await stage.DaemonAsync(Token, new NexusMembers()
            .Function("echo", (arguments, _) => new(arguments.Span[0]))
            .Function("slow", async (_, _) =>
            {
                await go.Task;
                return "slow";
            }));
        Task<JsonElement> slow = stage.Node.RunAsync("""k.proxy = await client().create(new Token("app:slow"), { callTimeout: 60000 }); k.slow = k.proxy.slow(); k.echo = await k.proxy.echo(1); return await k.slow;""");
        await stage.Node.ShouldAsync("1", "await until(() => k.echo); return k.echo;");
        Assert.False(slow.IsCompleted);
        go.SetResult();
        Assert.Equal("slow", (await slow).GetString());
    }

    [Fact]
    public async Task A_secret_that_is_shown_too_late_or_never_closes_the_connection()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusDaemon daemon = stage.Daemon(new() { AuthToken = "secret", AuthTimeout = TimeSpan.FromMilliseconds(300) });
        await daemon.Provide(Token, new NexusMembers()).StartAsync().Soon();
        await stage.Node.ShouldAsync("[0,0]", """
            const { connect } = await import("node:net");
            const silent = (first) => new Promise((resolve) => {
              let bytes = 0;
              const socket = connect(at("s").path, () => first && socket.write(first));
              socket.on("data", (data) => (bytes += data.length)).on("error", () => {}).on("close", () => resolve(bytes));
            });
            return [await silent(), await silent('{"type":"nexus-ipc-auth","version":1,')];
            """);

        // A Node daemon that never answers, the other way round.
        await stage.Node.RunAsync("""
            const { createServer } = await import("node:net");
            k.mute = createServer((socket) => socket.on("error", () => {}).resume());
            await new Promise((done) => k.mute.listen(at("mute").path, done));
            """);
        NexusClient client = stage.Client(new() { AuthToken = "secret", AuthTimeout = TimeSpan.FromMilliseconds(200) });
        NexusException e = await Catch.CodeAsync(NexusErrorCodes.EndpointConnectFailed, () => client.CreateAsync(Token, NexusTarget.Daemon("app", "mute")).Soon());
        Assert.Equal(NodeIpcErrorCode.AuthFailed, Assert.IsType<NodeIpcException>(e.InnerException).ErrorCode);
    }
}
