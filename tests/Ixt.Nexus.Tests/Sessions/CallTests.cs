namespace Ixt.Nexus.Tests.Sessions;

/// <summary>Calls of this side.</summary>
public sealed class CallTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Calls_reads_and_assignments_have_the_short_form()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        _ = bench.Proxy.CallAsync("add", 1, 2);
        await bench.Peer.ExpectAsync("""[3,1,null,["demo:svc","add"],[1,2]]""");
        _ = bench.Proxy.CallAsync("none");
        await bench.Peer.ExpectAsync("""[3,2,null,["demo:svc","none"],[]]""");
        _ = bench.Proxy.GetAsync("a", "b");
        await bench.Peer.ExpectAsync("""[1,3,null,["demo:svc","a","b"]]""");
        _ = bench.Proxy.InvokeAsync(NexusOperation.Set, new[] { "a" }, new[] { NexusValue.Undefined });
        await bench.Peer.ExpectAsync("""[2,4,null,["demo:svc","a"],"\u0003U"]""");
        _ = bench.Proxy.InvokeAsync(NexusOperation.Set, new[] { "a" }, ReadOnlyMemory<NexusValue>.Empty);
        await bench.Peer.ExpectAsync("""[2,5,null,["demo:svc","a"],"\u0003U"]""");
    }

    [Theory]
    [InlineData("[5,1]", "undefined")]
    [InlineData("[5,1,null]", "null")]
    [InlineData("[5,1,\"\\u0003U\"]", "undefined")]
    [InlineData("[5,1,\"v\",\"more\"]", "\"v\"")]
    [InlineData("[5,1,\"\\u0003Q:1\"]", "\"\\u0004\\u0003Q:1\"")]
    public async Task Results_are_read_leniently(string packet, string result)
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        ValueTask<NexusValue> call = bench.CallAsync("x");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync(packet);
        Assert.Equal(result, (await call.OrHang()).ToString());
    }

    [Theory]
    [InlineData("[6,1]", null, null, "Unknown error")]
    [InlineData("[6,1,null]", null, null, "Unknown error")]
    [InlineData("[6,1,\"str\"]", null, null, "str")]
    [InlineData("[6,1,{}]", null, null, "Unknown error")]
    [InlineData("[6,1,{\"code\":\"E_X\"}]", "E_X", null, "Unknown error")]
    [InlineData("[6,1,{\"name\":\"N\",\"code\":\"E_X\",\"message\":\"M\",\"stack\":\"S\",\"extra\":1}]", "E_X", "N", "M")]
    [InlineData("[6,1,{\"name\":7,\"code\":[],\"message\":5}]", null, null, "Unknown error")]
    [InlineData("[6,1,{\"name\":\"\\u0003U\",\"message\":\"\\u0004M\"}]", null, "\u0003U", "\u0004M")]
    public async Task Errors_are_read_leniently_and_never_taken_for_results(string packet, string? code, string? name, string message)
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        ValueTask<NexusValue> call = bench.CallAsync("x");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync(packet);
        NexusRemoteException error = await Assert.ThrowsAsync<NexusRemoteException>(() => call.OrHang());
        Assert.Equal("E_REMOTE_EXCEPTION", error.Code);
        Assert.Equal(code, error.Remote.Code);
        Assert.Equal(name, error.Remote.Name);
        Assert.Equal($"Remote call failed: {message}", error.Message);
    }

    [Theory]
    [InlineData("""[5,"1","string id"]""")]
    [InlineData("[5,999,1]")]
    [InlineData("[5,1.0,1]")]
    [InlineData("[5,null,1]")]
    [InlineData("[5,[1],1]")]
    [InlineData("""[6,"1",{}]""")]
    public async Task An_answer_with_another_id_is_passed_over(string packet)
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        ValueTask<NexusValue> call = bench.CallAsync("x");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendTogetherAsync(packet, """[5,1,"right"]""", """[5,1,"again"]""");
        Assert.Equal("right", (await call.OrHang()).AsString());
        await bench.Peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_fails_and_its_late_result_frees_what_came_with_it()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        Task<NexusValue> call = bench.CallAsync("slow").AsTask();
        await bench.Peer.ReceiveAsync();
        bench.Time.Advance(s_timeout - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        bench.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("E_CALL_TIMEOUT", (await Assert.ThrowsAsync<NexusException>(() => call.OrHang())).Code);
        await bench.Peer.SendAsync("""[5,1,{"f":"\u0003R:res-1","g":["\u0003R:res-2","\u0004\u0003R:res-3"]}]""");
        await bench.Peer.ExpectAsync("""[7,null,"res-1"]""");
        await bench.Peer.ExpectAsync("""[7,null,"res-2"]""");
        await bench.Peer.ExpectNothingAsync();
        await bench.Peer.SendAsync("[6,1,{}]");
        await bench.Peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_timeout_counts_while_the_peer_does_not_read()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync(configure: o => o with { Limits = new() { MaxUnsentBytes = 4096 } }, capacity: 1024);
        NexusValue large = new string('x', 3000);
        Task<NexusValue>[] calls = [.. Enumerable.Range(0, 20).Select(_ => bench.CallAsync("x", large).AsTask())];
        await bench.Time.AdvanceWhenWaitedForAsync(s_timeout);
        foreach (Task<NexusValue> call in calls)
        {
            Assert.Equal("E_CALL_TIMEOUT", (await Assert.ThrowsAsync<NexusException>(() => call.OrHang())).Code);
        }

        // Of those that waited for room nothing is sent any more.
        Task<NexusValue> last = bench.CallAsync("last").AsTask();
        int before = 0;
        while (!(await bench.Peer.ReceiveAsync()).Contains("last", StringComparison.Ordinal))
        {
            before++;
        }

        Assert.InRange(before, 1, 4);
        await bench.Peer.SendAsync("[5,21,1]");
        Assert.Equal(1, (await last.OrHang()).AsInt32());
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_and_its_result_is_passed_over()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        using CancellationTokenSource source = new();
        Task<NexusValue> call = bench.Proxy.InvokeAsync(NexusOperation.Apply, new[] { "x" }, ReadOnlyMemory<NexusValue>.Empty, source.Token).AsTask();
        await bench.Peer.ReceiveAsync();
        await source.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.OrHang());
        Assert.Equal(source.Token, cancelled.CancellationToken);
        await bench.Peer.SendAsync("""[5,1,"\u0003R:late"]""");
        await bench.Peer.ExpectAsync("""[7,null,"late"]""");
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_sends_nothing()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Proxy.InvokeAsync(NexusOperation.Apply, new[] { "x" }, ReadOnlyMemory<NexusValue>.Empty, source.Token).OrHang());
        await bench.Peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_for_room_sends_nothing()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync(configure: o => o with { Limits = new() { MaxUnsentBytes = 4096 } }, capacity: 512);
        Task<NexusValue> first = bench.CallAsync("first", new string('x', 5000)).AsTask();
        using CancellationTokenSource source = new();
        Task<NexusValue> second = bench.Proxy.InvokeAsync(NexusOperation.Apply, new[] { "second" }, new NexusValue[] { new string('x', 5000) }, source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.OrHang());
        Task<NexusValue> third = bench.CallAsync("third").AsTask();
        Assert.Contains("first", await bench.Peer.ReceiveAsync());
        Assert.Contains("third", await bench.Peer.ReceiveAsync());
        await bench.Peer.SendTogetherAsync("[5,1,1]", "[5,3,3]");
        Assert.Equal(1, (await first.OrHang()).AsInt32());
        Assert.Equal(3, (await third.OrHang()).AsInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_connection_is_lost_everything_bound_to_it_is(bool peerEnds)
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        Task<NexusValue> first = bench.CallAsync("give").AsTask();
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync("""[5,1,"\u0003R:res-1"]""");
        NexusRef reference = (await first.OrHang()).AsRef();
        NexusProxy proxy = bench.Proxy;
        Task<NexusValue> pending = proxy.CallAsync("slow").AsTask();
        await bench.Peer.ReceiveAsync();
        if (peerEnds)
        {
            await bench.Peer.DisposeAsync();
        }
        else
        {
            await bench.Node.DisposeAsync();
        }

        Assert.Equal("E_CONN_CLOSED", (await Assert.ThrowsAsync<NexusException>(() => pending.OrHang())).Code);
        await bench.Session.Ended.OrHang();
        Assert.Equal("E_CONN_CLOSED", (await Assert.ThrowsAsync<NexusException>(async () => await proxy.CallAsync("x"))).Code);
        Assert.Equal("E_CONN_CLOSED", (await Assert.ThrowsAsync<NexusException>(async () => await reference.CallAsync())).Code);
        Assert.False(proxy.IsConnected);
        Assert.False(reference.IsAlive);
        reference.Release();
        Assert.Empty(bench.Node.Peers);
    }

    [Fact]
    public async Task A_released_reference_is_freed_once_and_cannot_be_used()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        ValueTask<NexusValue> call = bench.CallAsync("give");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync("""[5,1,"\u0003R:a \"id\""]""");
        NexusRef reference = (await call.OrHang()).AsRef();
        reference.Release();
        reference.Release();
        reference.Dispose();
        await bench.Peer.ExpectAsync("""[7,null,"a \"id\""]""");
        await bench.Peer.ExpectNothingAsync();
        Assert.Equal("E_RESOURCE_ACCESS_DENIED", (await Assert.ThrowsAsync<NexusException>(async () => await reference.CallAsync())).Code);
    }

    [Fact]
    public async Task A_reference_that_nobody_holds_is_freed_by_the_garbage_collector()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        await ReceiveAndForgetAsync(bench);
        Task<string> release = bench.Peer.ReceiveAsync();
        for (int i = 0; i < 100 && !release.IsCompleted; i++)
        {
            // The finalizer's thread is waited for, not the clock.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.Equal("""[7,null,"forgotten"]""", await release.OrHang());
    }

    [Fact]
    public async Task A_result_that_cannot_be_read_fails_its_call_and_frees_what_came_with_it()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        Task<NexusValue> call = bench.CallAsync("x").AsTask();
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync("""[5,1,["\u0003R:one","\u0003N:zz","\u0003R:two"]]""");
        await bench.Peer.ExpectAsync("""[7,null,"one"]""");
        await bench.Peer.ExpectAsync("""[7,null,"two"]""");
        Assert.Equal("E_PROTOCOL_ERROR", (await Assert.ThrowsAsync<NexusException>(() => call.OrHang())).Code);
        await bench.Peer.ExpectNothingAsync();
    }

    [Fact]
    public async Task Arguments_that_cannot_be_sent_fail_the_call_and_hand_nothing_out()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        NexusFunction function = new((_, _) => new(1));
        NexusValue bad = NexusValue.From(new NexusSet { NexusValue.From(System.Numerics.BigInteger.One) });
        Assert.Equal("E_PROTOCOL_ERROR", Assert.Throws<NexusException>(() => { _ = bench.CallAsync("x", NexusValue.From(function), bad); }).Code);
        await bench.Peer.SendAsync("""[3,9,"res-1",[],[]]""");
        await bench.Peer.ExpectErrorAsync("9", "E_RESOURCE_NOT_FOUND");
        _ = bench.CallAsync("x", NexusValue.From(function));
        Assert.Contains("\\u0003R:res-2", await bench.Peer.ReceiveAsync());
        await bench.Peer.ExchangeAsync("""[3,10,"res-2",[],[]]""", "[5,10,1]");
    }

    [Fact]
    public async Task A_reference_sent_back_is_exported_again_and_leads_through()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        ValueTask<NexusValue> call = bench.CallAsync("give");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync("""[5,1,"\u0003R:theirs"]""");
        NexusRef reference = (await call.OrHang()).AsRef();
        _ = bench.CallAsync("take", NexusValue.From(reference));
        await bench.Peer.ExpectAsync("""[3,2,null,["demo:svc","take"],["\u0003R:res-1"]]""");
        await bench.Peer.SendAsync("""[3,50,"res-1",["next"],["x"]]""");
        await bench.Peer.ExpectAsync("""[3,3,"theirs",["next"],["x"]]""");
        await bench.Peer.SendAsync("[5,3,8]");
        await bench.Peer.ExpectAsync("[5,50,8]");
    }

    [Fact]
    public async Task As_many_calls_wait_as_the_limit_allows_and_not_one_more()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync(configure: o => o with { Limits = new() { MaxPendingCalls = 3 } });
        Task<NexusValue>[] calls = [.. Enumerable.Range(0, 3).Select(_ => bench.CallAsync("x").AsTask())];
        Assert.Equal("E_OVERLOADED", Assert.Throws<NexusException>(() => { _ = bench.CallAsync("x"); }).Code);
        await bench.Peer.SendAsync("[5,2,2]");
        Assert.Equal(2, (await calls[1].OrHang()).AsInt32());
        _ = bench.CallAsync("x");
        Assert.Equal("E_OVERLOADED", Assert.Throws<NexusException>(() => { _ = bench.CallAsync("x"); }).Code);
    }

    [Fact]
    public async Task A_callback_is_called_while_the_call_that_carried_it_is_under_way()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        List<double> seen = [];
        Task<NexusValue> call = bench.CallAsync("later", NexusValue.From(new NexusFunction((arguments, _) =>
        {
            seen.Add(arguments.Span[0].AsDouble());
            return new(arguments.Span[0].AsDouble() * 10);
        }))).AsTask();
        await bench.Peer.ExpectAsync("""[3,1,null,["demo:svc","later"],["\u0003R:res-1"]]""");
        await bench.Peer.ExchangeAsync("""[3,1,"res-1",[],[0]]""", "[5,1,0]");
        await bench.Peer.ExchangeAsync("""[3,2,"res-1",[],[1]]""", "[5,2,10]");
        await bench.Peer.SendAsync("[5,1,10]");
        Assert.Equal(10, (await call.OrHang()).AsInt32());
        Assert.Equal([0, 1], seen);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static async Task ReceiveAndForgetAsync(SessionBench bench)
    {
        ValueTask<NexusValue> call = bench.CallAsync("give");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync("""[5,1,"\u0003R:forgotten"]""");
        Assert.Equal("forgotten", (await call.OrHang()).AsRef().Id);
    }
}
