namespace Ixt.Nexus.Tests.Sessions;

/// <summary>Who may connect, stay connected, and call what.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task A_rule_sees_who_calls_what()
    {
        List<NexusCallRequest> seen = [];
        await using SessionBench bench = await ReadyAsync(request =>
        {
            seen.Add(request);
            return true;
        });
        await bench.Peer.ExchangeAsync("""[3,1,null,["demo:svc","give"],[]]""", """[5,1,"\u0003R:res-1"]""");
        await bench.Peer.ExchangeAsync("""[1,2,"res-1",["tag"]]""", """[5,2,"t"]""");
        await bench.Peer.SendAsync("""[2,3,null,["nope"],1]""");
        await bench.Peer.ExpectErrorAsync("3", "E_SET_ON_ROOT");
        await bench.Peer.SendAsync("""[3,4,null,["nope","x"],[]]""");
        await bench.Peer.ExpectErrorAsync("4", "E_RESOURCE_NOT_FOUND");
        Assert.Equal(
            ["Apply demo:svc give", "Get demo:svc tag", "Set nope ", "Apply nope x"],
            seen.Select(r => $"{r.Operation} {r.ServiceName} {string.Join('.', r.Path.ToArray())}"));
        Assert.All(seen, r => Assert.Equal("raw", r.Remote.Identity.AppId));
        Assert.All(seen, r => Assert.Equal("demo", r.Local.AppId));
    }

    [Fact]
    public async Task A_rule_is_not_asked_about_what_no_path_leads_to()
    {
        await using SessionBench bench = await ReadyAsync(_ => throw new InvalidOperationException("asked"));
        await bench.Peer.SendAsync("""[3,1,null,["demo:svc","constructor"],[]]""");
        await bench.Peer.ExpectErrorAsync("1", "E_INVALID_SERVICE_PATH");
        await bench.Peer.SendAsync("""[3,2,"res-9",["x"],[]]""");
        await bench.Peer.ExpectErrorAsync("2", "E_RESOURCE_NOT_FOUND");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_rule_refuses_or_throws_over_is_denied_without_being_run(bool throws)
    {
        Gate gate = new();
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(
            DemoService.Create().Function("gated", gate.WaitAsync),
            configure: o => o with { Policy = new() { CanCall = (_, _) => throws ? throw new InvalidOperationException("secret reason") : new(false) } });
        await bench.Peer.SendAsync("""[3,1,null,["demo:svc","gated"],[]]""");
        Assert.DoesNotContain("secret", (await bench.Peer.ExpectErrorAsync("1", "E_AUTH_CALL_DENIED")).ToString());
        await bench.Peer.SendAsync("""[3,2,null,["nope","x"],[]]""");
        await bench.Peer.ExpectErrorAsync("2", "E_AUTH_CALL_DENIED"); // not even that the service is not there
        Assert.Equal(0, gate.Calls);
    }

    [Fact]
    public async Task A_rule_that_takes_its_time_holds_up_its_call_only()
    {
        TaskCompletionSource<bool> decision = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(
            DemoService.Create(),
            configure: o => o with { Policy = new() { CanCall = (r, _) => r.Path.Span[0] == "echo" ? new(decision.Task) : new(true) } });
        await bench.Peer.SendTogetherAsync("""[3,1,null,["demo:svc","echo"],["a"]]""", """[3,2,null,["demo:svc","add"],[1,2]]""");
        await bench.Peer.ExpectAsync("[5,2,3]");
        decision.SetResult(true);
        await bench.Peer.ExpectAsync("""[5,1,"a"]""");
    }

    [Fact]
    public async Task A_services_own_rule_replaces_the_general_one_for_it_and_its_results()
    {
        bool isAllowed = true;
        await using SessionBench bench = await ReadyAsync(_ => false);
        bench.Node.With("own", DemoService.Create(), new() { CanCall = (_, _) => new(Volatile.Read(ref isAllowed)) })
            .With("none", DemoService.Create(), new());
        await bench.Peer.ReceiveAsync();
        await bench.Peer.ReceiveAsync();
        await bench.Peer.ExchangeAsync("""[3,1,null,["own","give"],[]]""", """[5,1,"\u0003R:res-1"]""");
        await bench.Peer.ExchangeAsync("""[1,2,"res-1",["tag"]]""", """[5,2,"t"]""");
        await bench.Peer.SendAsync("""[1,3,null,["none","tag"]]""");
        await bench.Peer.ExpectErrorAsync("3", "E_AUTH_CALL_DENIED");
        Volatile.Write(ref isAllowed, false);
        await bench.Peer.SendAsync("""[1,4,"res-1",["tag"]]""");
        await bench.Peer.ExpectErrorAsync("4", "E_AUTH_CALL_DENIED");
    }

    [Fact]
    public async Task Callbacks_are_subject_to_the_rule_of_the_side_that_owns_them()
    {
        List<string> seen = [];
        await using SessionBench bench = await SessionBench.ReadyClientAsync(configure: o => o with
        {
            Policy = new()
            {
                CanCall = (r, _) =>
                {
                    seen.Add($"{r.ServiceName}/{r.Path.Length}");
                    return new(seen.Count == 1);
                },
            },
        });
        _ = bench.CallAsync("later", NexusValue.From(new NexusFunction((_, _) => new(1))));
        await bench.Peer.ReceiveAsync();
        await bench.Peer.ExchangeAsync("""[3,1,"res-1",[],[1]]""", "[5,1,1]");
        await bench.Peer.SendAsync("""[3,2,"res-1",[],[1]]""");
        await bench.Peer.ExpectErrorAsync("2", "E_AUTH_CALL_DENIED");
        Assert.Equal(["resource:res-1/0", "resource:res-1/0"], seen);
    }

    [Fact]
    public async Task An_identity_update_is_merged_and_told_to_nobody()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendAsync("""[13,null,{"appId":"renamed","extra":{"a":[1,null]}}]""");
        await bench.Peer.ExpectNothingAsync();
        Assert.Equal("""{"context":"node-ipc-client","appId":"renamed","pid":1,"extra":{"a":[1,null]}}""", bench.Session.Peer.Identity.Metadata.ToString());
        bench.Node.UpdateIdentity(new() { ["version"] = 2 });
        await bench.Peer.ExpectAsync("""[13,null,{"version":2}]""");
    }

    [Fact]
    public async Task An_identity_grows_by_updates_up_to_the_limit_and_not_one_byte_more()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        int length = bench.Session.Peer.Identity.Metadata.ToString().Length + ",\"a\":\"\"".Length;
        await bench.Peer.SendAsync($$"""[13,null,{"a":"{{new string('x', NexusLimits.MaxIdentityBytes - length)}}"}]""");
        await bench.Peer.ExpectNothingAsync();
        Assert.Equal(NexusLimits.MaxIdentityBytes, bench.Session.Peer.Identity.Metadata.ToString().Length);
        await bench.Peer.SendAsync("""[13,null,{"pid":2}]"""); // the same length again
        await bench.Peer.ExpectNothingAsync();
        await bench.Peer.SendAsync("""[13,null,{"pid":10}]""");
        await bench.Peer.ExpectEndAsync();
    }

    [Fact]
    public async Task Before_the_handshake_is_over_an_identity_update_means_nothing()
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.SendAsync("""[13,null,{"appId":"early"}]""");
        await bench.Peer.ExchangeAsync(SessionBench.Request(Dialect.Modern), SessionBench.Ack());
        await bench.Peer.SendTogetherAsync("""[13,null,{"appId":"early"}]""", SessionBench.ReadyPacket(Dialect.Modern));
        await bench.Peer.ExpectNothingAsync();
        Assert.Equal("raw", bench.Session.Peer.Identity.AppId);
    }

    [Fact]
    public async Task While_a_rule_decides_on_an_update_packets_wait_and_answers_do_not()
    {
        PolicyGate gate = new();
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create(), o => o with { Policy = new() { CanConnect = gate.AskAsync } });
        await ShakeAsync(bench, gate);
        ValueTask<NexusValue> own = new NexusProxy(bench.Session, "theirs", Timeout.InfiniteTimeSpan).CallAsync("x");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendTogetherAsync("""[13,null,{"a":1}]""", """[3,1,null,["demo:svc","add"],[1,2]]""", """[13,null,{"a":2}]""", """[3,2,null,["demo:svc","add"],[2,2]]""", "[5,1,5]");
        TaskCompletionSource<bool> first = await gate.AskedAsync();
        Assert.Equal(5, (await own.OrHang()).AsInt32());
        Assert.Equal(NexusValue.Undefined, bench.Session.Peer.Identity.Metadata["a"]);
        first.SetResult(true);
        await bench.Peer.ExpectAsync("[5,1,3]");
        TaskCompletionSource<bool> second = await gate.AskedAsync();
        Assert.Equal(1, bench.Session.Peer.Identity.Metadata["a"].AsInt32());
        second.SetResult(true);
        await bench.Peer.ExpectAsync("[5,2,4]");
        Assert.Equal(2, bench.Session.Peer.Identity.Metadata["a"].AsInt32());
    }

    [Fact]
    public async Task An_update_that_is_refused_ends_the_session_without_a_word()
    {
        PolicyGate gate = new();
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create(), o => o with { Policy = new() { CanConnect = gate.AskAsync } });
        await ShakeAsync(bench, gate);
        await bench.Peer.SendTogetherAsync("""[13,null,{"appId":"evil"}]""", """[3,1,null,["demo:svc","add"],[1,2]]""");
        (await gate.AskedAsync()).SetResult(false);
        await bench.Peer.ExpectEndAsync();
        Assert.Equal("evil", gate.Last!.Remote.Identity.AppId);
    }

    [Fact]
    public async Task A_peer_that_goes_away_while_a_rule_decides_is_gone()
    {
        PolicyGate gate = new();
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create(), o => o with { Policy = new() { CanConnect = gate.AskAsync } });
        await bench.Peer.SendAsync(SessionBench.Request(Dialect.Modern));
        TaskCompletionSource<bool> decision = await gate.AskedAsync();
        await bench.Peer.DisposeAsync();
        await bench.Session.Ended.OrHang();
        decision.SetResult(true);
        Assert.Empty(bench.Node.Peers);
    }

    [Fact]
    public async Task A_peer_that_goes_on_sending_while_a_rule_decides_is_made_to_wait()
    {
        PolicyGate gate = new();
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create(), o => o with { Policy = new() { CanConnect = gate.AskAsync } }, capacity: 64 * 1024);
        await ShakeAsync(bench, gate);
        await bench.Peer.SendAsync("""[13,null,{"a":1}]""");
        TaskCompletionSource<bool> decision = await gate.AskedAsync();
        string call = $"""[3,1,null,["demo:svc","argc"],["{new string('x', 16_000)}"]]""";
        int sent = 0;
        Task sending = Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                await bench.Peer.SendAsync(call);
                Interlocked.Increment(ref sent);
            }
        });

        // 8 MB are to be sent, one is kept aside, and what the pipe and one read hold: the sender stands still until the decision.
        decision.SetResult(true);
        for (int i = 0; i < 500; i++)
        {
            await bench.Peer.ExpectAsync("[5,1,1]");
        }

        await sending.OrHang();
        Assert.Equal(500, sent);
    }

    private static Task<SessionBench> ReadyAsync(Func<NexusCallRequest, bool> rule) =>
        SessionBench.ReadyDaemonAsync(DemoService.Create(), configure: o => o with { Policy = new() { CanCall = (r, _) => new(rule(r)) } });

    private static async Task ShakeAsync(SessionBench bench, PolicyGate gate)
    {
        await bench.Peer.SendTogetherAsync(SessionBench.Request(Dialect.Modern), SessionBench.ReadyPacket(Dialect.Modern));
        (await gate.AskedAsync()).SetResult(true);
        await bench.Peer.ExpectAsync(SessionBench.Ack());
        await bench.Session.Ready.OrHang();
    }
}
