namespace Ixt.Nexus.Interop.Tests;

/// <summary>Much at once: frames up to their limit, and many calls in flight.</summary>
public sealed class SizeTests
{
    private const string Token = "app:large";

    // [3,1,null,["app:large","size"],["…"]] and [5,1,"…"], with ids of one digit: what is around the text in a frame.
    private const int AroundArgument = 36;
    private const int AroundResult = 8;

    private static readonly NexusClientOptions s_patient = new() { CallTimeout = Waiting.Limit };

    [Fact]
    public async Task Values_up_to_the_limit_of_16_MiB_pass_and_larger_ones_spoil_only_their_call()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:large"), { async size(text) { return text.length; }, async make(n) { return "x".repeat(n); } });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client(s_patient).CreateAsync(Token).Soon();
        const int most = NexusLimits.MaxFrame - AroundArgument;
        Assert.Equal(most, (await proxy.CallAsync("size", new string('x', most)).Soon()).AsDouble());
        await Catch.CodeAsync(NexusErrorCodes.ProtocolError, () => proxy.CallAsync("size", new string('x', most + 1)));
        Assert.Equal(NexusLimits.MaxFrame - AroundResult, (await proxy.CallAsync("make", NexusLimits.MaxFrame - AroundResult).Soon()).AsString().Length);
        Assert.Equal(3, (await proxy.CallAsync("size", "abc").Soon()).AsDouble());
    }

    [Fact]
    public async Task A_Node_client_sends_and_gets_as_much()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync(Token, new NexusMembers()
            .Function("size", (arguments, _) => new(arguments.Span[0].AsString().Length))
            .Function("make", (arguments, _) => new(new string('x', arguments.Span[0].AsInt32()))));
        await stage.Node.ShouldAsync($"[{NexusLimits.MaxFrame - AroundArgument},{NexusLimits.MaxFrame - AroundResult},'E_PROTOCOL_ERROR',3]", $$"""
            const proxy = await client().create(new Token("app:large"), { callTimeout: 90000 });
            return [
              await proxy.size("x".repeat({{NexusLimits.MaxFrame - AroundArgument}})),
              (await proxy.make({{NexusLimits.MaxFrame - AroundResult}})).length,
              (await failed(proxy.make({{NexusLimits.MaxFrame - AroundResult + 1}}))).remote.code,
              await proxy.size("abc"),
            ];
            """);
    }

    [Fact]
    public async Task Text_that_escapes_would_swell_past_the_limit_passes_both_ways()
    {
        // 9 MiB as it is, 18 MiB as \uXXXX.
        const int length = 3 * 1024 * 1024;
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""await daemon({ instance: "node" }).provide(new Token("app:large"), { async echo(text) { return text; } }).ready();""");
        NexusProxy proxy = await stage.Client(s_patient).CreateAsync(Token, NexusTarget.Daemon("app", "node")).Soon();
        string text = new('漢', length);
        Assert.True(text == (await proxy.CallAsync("echo", text).Soon()).AsString());
        await stage.DaemonAsync(Token, new NexusMembers().Function("echo", (arguments, _) => new(arguments.Span[0])));
        await stage.Node.ShouldAsync("true", $$"""
            const text = "漢".repeat({{length}});
            return await (await client().create(new Token("app:large"), { callTimeout: 90000 })).echo(text) === text;
            """);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(5000)]
    public async Task Many_calls_in_flight_are_each_answered_once(int count)
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.all = gate();
            k.waiting = 0;
            k.nexus = daemon().provide(new Token("app:large"), { async meet(i, n) { if (++k.waiting === n) k.all.open(); await k.all.opened; return i; } });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client(s_patient).CreateAsync(Token).Soon();
        NexusValue[] answers = await Task.WhenAll(Enumerable.Range(0, count).Select(i => proxy.CallAsync("meet", i, count).AsTask())).Soon();
        Assert.Equal(Enumerable.Range(0, count), answers.Select(a => a.AsInt32()));

        // And all of them in flight from Node to us.
        int waiting = 0;
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await stage.DaemonAsync(
            Token,
            new NexusMembers().Function("meet", async (arguments, cancellationToken) =>
            {
                if (Interlocked.Increment(ref waiting) == count)
                {
                    all.SetResult();
                }

                await all.Task.WaitAsync(cancellationToken);
                return arguments.Span[0];
            }),
            new() { Instance = "own" });
        await stage.Node.ShouldAsync("true", $$"""
            const proxy = await client().create(new Token("app:large"), { target: target("own"), callTimeout: 90000 });
            const answers = await Promise.all(Array.from({ length: {{count}} }, (_, i) => proxy.meet(i, {{count}})));
            return answers.every((answer, i) => answer === i);
            """);
    }
}
