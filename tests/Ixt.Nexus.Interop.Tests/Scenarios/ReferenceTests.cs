namespace Ixt.Nexus.Interop.Tests;

/// <summary>Callbacks and references beyond what the steps can say: kept, nested, passed back, released and collected.</summary>
public sealed class ReferenceTests
{
    private const string Token = "app:refs";

    [Fact]
    public async Task Callbacks_within_callbacks_reach_through_both_sides()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:refs"), {
              async weave(f) { return await f(async (n, g) => (await g(n + 1)) * 2); },
            });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client().CreateAsync(Token).Soon();
        NexusValue woven = await proxy.CallAsync("weave", Function(async arguments =>
        {
            using NexusRef theirs = arguments.Span[0].AsRef();
            return await theirs.CallAsync(20, Function(inner => new(inner.Span[0].AsDouble() + 100)));
        })).Soon();
        Assert.Equal(242, woven.AsDouble());
    }

    [Fact]
    public async Task A_CSharp_daemon_weaves_as_well()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync(Token, new NexusMembers().Function("weave", async (arguments, cancellationToken) =>
        {
            using NexusRef f = arguments.Span[0].AsRef();
            return await f.CallAsync(new NexusValue[]
            {
                Function(async inner =>
                {
                    using NexusRef g = inner.Span[1].AsRef();
                    return (await g.CallAsync(new NexusValue[] { inner.Span[0].AsDouble() + 1 }, cancellationToken)).AsDouble() * 2;
                }),
            }, cancellationToken);
        }));
        await stage.Node.ShouldAsync("242", """
            const proxy = await client().create(new Token("app:refs"));
            return await proxy.weave(async (theirs) => await theirs(20, (x) => x + 100));
            """);
    }

    [Fact]
    public async Task A_callback_that_Node_keeps_works_until_it_is_released()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:refs"), {
              async keep(f) { k.f = f; },
              async use(x) { return await k.f(x); },
              async drop() { k.nexus.release(k.f); },
            });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client().CreateAsync(Token).Soon();
        await proxy.CallAsync("keep", Function(arguments => new(arguments.Span[0].AsString() + "!"))).Soon();
        Assert.Equal("once!", (await proxy.CallAsync("use", "once").Soon()).AsString());
        Assert.Equal("twice!", (await proxy.CallAsync("use", "twice").Soon()).AsString());
        await proxy.CallAsync("drop").Soon();
        await Catch.RemoteAsync(NexusErrorCodes.ResourceAccessDenied, () => proxy.CallAsync("use", "again"));
    }

    [Fact]
    public async Task A_callback_that_CSharp_keeps_works_until_it_is_released()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusRef? kept = null;
        await stage.DaemonAsync(Token, new NexusMembers()
            .Function("keep", (arguments, _) =>
            {
                kept = arguments.Span[0].AsRef();
                return new(NexusValue.Undefined);
            })
            .Function("use", (arguments, cancellationToken) => kept!.CallAsync(arguments, cancellationToken)));
        await stage.Node.RunAsync("""k.proxy = await client().create(new Token("app:refs")); await k.proxy.keep((x) => x + "!");""");
        await stage.Node.ShouldAsync("'once!'", """return await k.proxy.use("once");""");
        Assert.Equal("twice!", (await kept!.CallAsync("twice").Soon()).AsString());
        kept.Release();
        kept.Release();
        Assert.False(kept.IsAlive);
        await stage.Node.ShouldAsync("'E_RESOURCE_ACCESS_DENIED'", """return (await failed(k.proxy.use("again"))).remote.code;""");
    }

    [Fact]
    public async Task References_have_nested_members_that_can_be_read_assigned_and_called()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:refs"), {
              async make() { return k.nexus.ref({ deep: { er: { value: 1, twice() { return this.value * 2; } } }, list: [10, 20] }); },
            });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client().CreateAsync(Token).Soon();
        using NexusRef made = (await proxy.CallAsync("make").Soon()).AsRef();
        Assert.Equal(1, (await made.InvokeAsync(NexusOperation.Get, new[] { "deep", "er", "value" }, default).Soon()).AsDouble());
        Assert.True((await made.InvokeAsync(NexusOperation.Set, new[] { "deep", "er", "value" }, new NexusValue[] { 21 }).Soon()).AsBoolean());
        Assert.Equal(42, (await made.InvokeAsync(NexusOperation.Apply, new[] { "deep", "er", "twice" }, default).Soon()).AsDouble());
        Assert.Equal(20, (await made.InvokeAsync(NexusOperation.Get, new[] { "list", "1" }, default).Soon()).AsDouble());
        Assert.Equal(NexusValue.Undefined, await made.InvokeAsync(NexusOperation.Get, new[] { "deep", "nothing" }, default).Soon());
        await Catch.RemoteAsync(NexusErrorCodes.TargetNotCallable, () => made.InvokeAsync(NexusOperation.Apply, new[] { "deep" }, default));
        await Catch.RemoteAsync(NexusErrorCodes.SetOnRoot, () => made.InvokeAsync(NexusOperation.Set, default, new NexusValue[] { 1 }));
    }

    [Fact]
    public async Task Node_reads_assigns_and_calls_nested_members_of_ours()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync(Token, new NexusMembers().Function("make", (_, _) =>
        {
            NexusValue value = 1;
            return new(NexusValue.From(new NexusMembers().Nested("deep", new NexusMembers()
                .Property("value", () => value, v => value = v)
                .Property("fixed", () => "so")
                .Function("twice", (_, _) => new(value.AsDouble() * 2)))));
        }));
        await stage.Node.ShouldAsync("[1,42,'so',{'$':'undefined'},{'$':'function'},42]", """
            const made = await (await client().create(new Token("app:refs"))).make();
            const first = await made.deep.value;
            made.deep.value = 21;
            const twice = await made.deep.twice;
            return [first, await made.deep.twice(), await made.deep.fixed, await made.deep.nothing, twice, await twice()];
            """);
    }

    [Fact]
    public async Task An_assignment_that_Node_does_not_await_is_done_before_the_call_behind_it()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync(Token, new NexusMembers().Function("make", (_, _) =>
        {
            NexusValue value = 0;
            return new(NexusValue.From(new NexusMembers().Property("value", () => value, v => value = v).Function("next", (_, _) => new(value = value.AsDouble() + 1))));
        }));
        await stage.Node.ShouldAsync("true", """
            const made = await (await client().create(new Token("app:refs"))).make();
            const calls = [];
            for (let i = 0; i < 500; i++) {
              made.value = i * 10;
              calls.push(made.next(), made.value.then((value) => value));
            }
            return (await Promise.all(calls)).every((answer, i) => answer === Math.floor(i / 2) * 10 + 1);
            """);
    }

    [Fact]
    public async Task A_reference_given_back_to_its_owner_leads_there_and_back()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:refs"), { async make() { return (x) => x + 1; }, async call(f, x) { return await f(x); } });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client().CreateAsync(Token).Soon();
        using NexusRef made = (await proxy.CallAsync("make").Soon()).AsRef();
        Assert.Equal(42, (await proxy.CallAsync("call", NexusValue.From(made), 41).Soon()).AsDouble());
    }

    [Fact]
    public async Task What_Node_collects_is_freed_here()
    {
        await using Stage stage = await Stage.StartAsync();
        List<WeakReference> made = [];
        await stage.DaemonAsync(Token, new NexusMembers().Function("make", (_, _) =>
        {
            NexusFunction function = new((_, _) => new(1));
            made.Add(new WeakReference(function));
            return new(NexusValue.From(function));
        }));
        await stage.Node.RunAsync("""k.proxy = await client().create(new Token("app:refs")); k.kept = await k.proxy.make(); await (await k.proxy.make())();""");
        while (made[1].IsAlive)
        {
            await stage.Node.RunAsync("await new Promise((done) => setImmediate(done)); gc();");
            GC.Collect();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await stage.Node.ShouldAsync("1", "return await k.kept();");
    }

    [Fact]
    public async Task What_is_collected_here_is_freed_at_Node()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:refs"), {
              async make() { const made = () => 1; k.weak = new WeakRef(made); return made; },
            });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client().CreateAsync(Token).Soon();
        await UseAndForgetAsync(proxy);
        while (!(await stage.Node.RunAsync("await new Promise((done) => setImmediate(done)); gc(); return k.weak.deref() === undefined;")).GetBoolean())
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Arguments_that_can_not_be_sent_leave_the_session_alive()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync(Token, new NexusMembers()
            .Function("echo", (arguments, _) => new(arguments.Span[0]))
            .Function("cyclic", (_, _) =>
            {
                NexusObject cycle = new();
                cycle["self"] = cycle;
                return new(NexusValue.From(cycle));
            }));
        await stage.Node.ShouldAsync("['E_PROTOCOL_ERROR','alive']", """
            const proxy = await client().create(new Token("app:refs"));
            return [(await failed(proxy.cyclic())).remote.code, await proxy.echo("alive")];
            """);
        NexusProxy own = await stage.Client().CreateAsync(Token).Soon();
        NexusObject cycle = new();
        cycle["self"] = cycle;
        await Catch.CodeAsync(NexusErrorCodes.ProtocolError, () => own.CallAsync("echo", cycle));
        Assert.Equal("alive", (await own.CallAsync("echo", "alive").Soon()).AsString());
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static async Task UseAndForgetAsync(NexusProxy proxy) => Assert.Equal(1, (await (await proxy.CallAsync("make").Soon()).AsRef().CallAsync().Soon()).AsDouble());

    private static NexusValue Function(Func<ReadOnlyMemory<NexusValue>, ValueTask<NexusValue>> function) => NexusValue.From(new NexusFunction((arguments, _) => function(arguments)));
}
