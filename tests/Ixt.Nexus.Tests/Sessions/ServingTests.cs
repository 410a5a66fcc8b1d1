namespace Ixt.Nexus.Tests.Sessions;

/// <summary>Calls of the peer.</summary>
public sealed class ServingTests
{
    [Theory]
    [InlineData("""[3,1,null,["demo:svc","argc"]]""", "[5,1,1]")]
    [InlineData("""[3,1,null,["demo:svc","argc"],null]""", "[5,1,1]")]
    [InlineData("""[3,1,null,["demo:svc","argc"],"ab"]""", "[5,1,1]")]
    [InlineData("""[3,1,null,["demo:svc","argc"],{"a":1}]""", "[5,1,1]")]
    [InlineData("""[3,1,null,["demo:svc","argc"],[]]""", "[5,1,0]")]
    [InlineData("""[3,1,null,["demo:svc","argc"],[[]]]""", "[5,1,1]")]
    [InlineData("""[3,1,null,["demo:svc","argc"],null,[1,2]]""", "[5,1,2]")]
    [InlineData("""[3,1,null,["demo:svc","argc"],"demo:svc",[1,2,3]]""", "[5,1,3]")]
    [InlineData("""[3,1,null,["demo:svc","argc"],"wrong",[1],"more",{}]""", "[5,1,1]")]
    [InlineData("""[3,1,null,["demo:svc","echo"]]""", "[5,1,\"\\u0003U\"]")]
    [InlineData("""[1,1,null,["demo:svc","tag"],null]""", "[5,1,\"t\"]")]
    [InlineData("""[1,1,null,["demo:svc","nothing"]]""", "[5,1,\"\\u0003U\"]")]
    [InlineData("""[1,1,null,["demo:svc","echo"]]""", "[5,1,\"\\u0003R:res-1\"]")]
    public async Task Short_and_long_forms_are_understood(string call, string answer)
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.ExchangeAsync(call, answer);
    }

    [Theory]
    [InlineData("""[3,1,null,null,[]]""", "E_INVALID_SERVICE_PATH")]
    [InlineData("""[3,1]""", "E_INVALID_SERVICE_PATH")]
    [InlineData("""[3,1,null,"demo:svc",[]]""", "E_INVALID_SERVICE_PATH")]
    [InlineData("""[3,1,null,[],[]]""", "E_INVALID_SERVICE_PATH")]
    [InlineData("""[3,1,null,["demo:svc",{}],[]]""", "E_INVALID_SERVICE_PATH")]
    [InlineData("""[3,1,null,["demo:svc",null],[]]""", "E_INVALID_SERVICE_PATH")]
    [InlineData("""[3,1,null,["constructor"],[]]""", "E_INVALID_SERVICE_PATH")]
    [InlineData("""[1,1,null,["demo:svc","__proto__","x"]]""", "E_INVALID_SERVICE_PATH")]
    [InlineData("""[2,1,"res-1",["prototype"],1]""", "E_INVALID_SERVICE_PATH")]
    [InlineData("""[3,1,null,[5,"x"],[]]""", "E_RESOURCE_NOT_FOUND")]
    [InlineData("""[3,1,null,["nope","x"],[]]""", "E_RESOURCE_NOT_FOUND")]
    [InlineData("""[3,1,"",["x"],[]]""", "E_RESOURCE_NOT_FOUND")]
    [InlineData("""[3,1,"res-999",["x"],[]]""", "E_RESOURCE_NOT_FOUND")]
    [InlineData("""[3,1,7,["x"],[]]""", "E_RESOURCE_NOT_FOUND")]
    [InlineData("""[3,1,{},["x"],[]]""", "E_RESOURCE_NOT_FOUND")]
    [InlineData("""[3,1,null,["demo:svc"],[]]""", "E_TARGET_NOT_CALLABLE")]
    [InlineData("""[3,1,null,["demo:svc","tag"],[]]""", "E_TARGET_NOT_CALLABLE")]
    [InlineData("""[3,1,null,["demo:svc","nope"],[]]""", "E_TARGET_NOT_CALLABLE")]
    [InlineData("""[3,1,null,["demo:svc","hasOwnProperty"],["x"]]""", "E_TARGET_NOT_CALLABLE")]
    [InlineData("""[3,1,null,["demo:svc","toString"],[]]""", "E_TARGET_NOT_CALLABLE")]
    [InlineData("""[2,1,null,["demo:svc"],1]""", "E_SET_ON_ROOT")]
    [InlineData("""[2,1,null,["demo:svc","tag"],1]""", "E_RESOURCE_ACCESS_DENIED")]
    [InlineData("""[2,1,null,["demo:svc","fresh"],1]""", "E_RESOURCE_NOT_FOUND")]
    [InlineData("""[3,1,null,["demo:svc","fail"],["boom"]]""", "E_UNKNOWN")]
    [InlineData("""[3,1,null,["demo:svc","echo"],["\u0003N:zz"]]""", "E_PROTOCOL_ERROR")]
    [InlineData("""[3,1,null,["demo:svc","echo"],["\u0003M"]]""", "E_PROTOCOL_ERROR")]
    public async Task What_goes_wrong_has_its_code_and_spoils_nothing_else(string call, string code)
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendAsync(call);
        await bench.Peer.ExpectErrorAsync("1", code);
        await bench.Peer.ExchangeAsync("""[3,2,null,["demo:svc","add"],[1,2]]""", "[5,2,3]");
    }

    [Fact]
    public async Task Calls_start_in_order_run_side_by_side_and_are_answered_as_they_end()
    {
        Gate gate = new();
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create().Function("slow", gate.WaitAsync));
        await bench.Peer.SendTogetherAsync(
            """[3,1,null,["demo:svc","slow"],[]]""", """[3,2,null,["demo:svc","add"],[1,1]]""", """[1,3,null,["demo:svc","nothing"]]""", """[3,4,null,["demo:svc","add"],[2,2]]""");
        await bench.Peer.ExpectAsync("[5,2,2]");
        await bench.Peer.ExpectAsync("""[5,3,"\u0003U"]""");
        await bench.Peer.ExpectAsync("[5,4,4]");
        gate.Open(30);
        await bench.Peer.ExpectAsync("[5,1,30]");
    }

    [Fact]
    public async Task Five_hundred_calls_in_one_write_are_answered_in_order()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendTogetherAsync([.. Enumerable.Range(0, 500).Select(i => $"""[3,{i},null,["demo:svc","add"],[{i},1]]""")]);
        for (int i = 0; i < 500; i++)
        {
            await bench.Peer.ExpectAsync($"[5,{i},{i + 1}]");
        }
    }

    [Fact]
    public async Task More_calls_at_once_than_the_limit_are_refused_and_later_ones_are_not()
    {
        Gate gate = new();
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(
            DemoService.Create().Function("slow", gate.WaitAsync), configure: o => o with { Limits = new() { MaxConcurrentCalls = 3 } });
        await bench.Peer.SendTogetherAsync([.. Enumerable.Range(1, 5).Select(i => $"""[3,{i},null,["demo:svc","slow"],[{(i > 3 ? $"\"\\u0003R:cb-{i}\"" : "")}]]""")]);
        for (int i = 4; i <= 5; i++)
        {
            await bench.Peer.ExpectAsync($"[7,null,\"cb-{i}\"]");
            await bench.Peer.ExpectErrorAsync($"{i}", "E_OVERLOADED");
        }

        Assert.Equal(3, gate.Calls);
        gate.Open(0);
        HashSet<string> answers = [await bench.Peer.ReceiveAsync(), await bench.Peer.ReceiveAsync(), await bench.Peer.ReceiveAsync()];
        Assert.Equal(["[5,1,0]", "[5,2,0]", "[5,3,0]"], answers.Order(StringComparer.Ordinal));
        await bench.Peer.SendAsync("""[3,6,null,["demo:svc","slow"],[]]""");
        await bench.Peer.ExpectAsync("[5,6,0]");
    }

    [Fact]
    public async Task Large_calls_are_worked_on_at_once_up_to_the_limit_and_not_one_byte_more()
    {
        string[] calls = [.. Enumerable.Range(1, 4).Select(i => $"""[3,{i},null,["demo:svc","slow"],["{new string('x', NexusLimits.LargeCall)}"]]""")];
        Gate gate = new();
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(
            DemoService.Create().Function("slow", gate.WaitAsync), configure: o => o with { Limits = new() { MaxLargeCallBytes = 2 * calls[0].Length } });
        await bench.Peer.SendTogetherAsync(calls[..3]);
        await bench.Peer.ExpectErrorAsync("3", "E_OVERLOADED");
        Assert.Equal(2, gate.Calls);
        await bench.Peer.ExchangeAsync("""[3,9,null,["demo:svc","add"],[1,2]]""", "[5,9,3]"); // a small one is none of them
        gate.Open(0);
        HashSet<string> answers = [await bench.Peer.ReceiveAsync(), await bench.Peer.ReceiveAsync()];
        Assert.Equal(["[5,1,0]", "[5,2,0]"], answers.Order(StringComparer.Ordinal));
        await bench.Peer.ExchangeAsync(calls[3], "[5,4,0]");
    }

    [Fact]
    public async Task As_many_references_are_handed_out_as_the_limit_allows_and_not_one_more()
    {
        NexusFunction function = new((_, _) => new(1));
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(
            DemoService.Create().Function("two", (_, _) => new(new NexusValue[] { NexusValue.From(function), NexusValue.From(function) })),
            configure: o => o with { Limits = new() { MaxReferences = 3 } });
        await bench.Peer.ExchangeAsync("""[3,1,null,["demo:svc","two"],[]]""", """[5,1,["\u0003R:res-1","\u0003R:res-2"]]""");
        await bench.Peer.SendAsync("""[3,2,null,["demo:svc","two"],[]]""");
        await bench.Peer.ExpectErrorAsync("2", "E_OVERLOADED");

        // The one of the two that was within the limit is not left behind.
        await bench.Peer.ExchangeAsync("""[3,3,null,["demo:svc","give"],[]]""", """[5,3,"\u0003R:res-4"]""");
        await bench.Peer.SendAsync("""[7,null,"res-1"]""");
        await bench.Peer.ExchangeAsync("""[3,4,null,["demo:svc","give"],[]]""", """[5,4,"\u0003R:res-5"]""");
        await bench.Peer.ExchangeAsync("""[3,5,"res-2",[],[]]""", "[5,5,1]");
        await bench.Peer.SendAsync("""[3,6,"res-1",[],[]]""");
        await bench.Peer.ExpectErrorAsync("6", "E_RESOURCE_NOT_FOUND");
    }

    [Fact]
    public async Task A_resource_belongs_to_its_connection()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.ExchangeAsync("""[3,1,null,["demo:svc","give"],[]]""", """[5,1,"\u0003R:res-1"]""");
        (Ixt.Session.InMemoryTransport ours, Ixt.Session.InMemoryTransport theirs) = Ixt.Session.InMemoryTransport.CreatePair();
        NexusSession other = bench.Node.Attach(ours, dials: false);
        await using RawPeer stranger = new(theirs);
        await stranger.ExchangeAsync(SessionBench.Request(Dialect.Modern), SessionBench.Ack());
        await stranger.SendTogetherAsync(SessionBench.ReadyPacket(Dialect.Modern), """[1,1,"res-1",["tag"]]""", """[7,null,"res-1"]""");
        await stranger.ExpectErrorAsync("1", "E_RESOURCE_NOT_FOUND");
        await stranger.ExpectNothingAsync();
        Assert.True(other.IsReady);
        await bench.Peer.ExchangeAsync("""[1,2,"res-1",["tag"]]""", """[5,2,"t"]""");
        await bench.Peer.ExchangeAsync("""[3,3,"res-1",["add"],"any name",[1,2]]""", "[5,3,3]");
    }

    [Fact]
    public async Task Arguments_that_cannot_be_read_free_what_came_with_them()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendAsync("""[3,7,null,["demo:svc","echo"],["\u0003R:cb-1","\u0003N:zz","\u0003R:cb-2"]]""");
        await bench.Peer.ExpectAsync("""[7,null,"cb-1"]""");
        await bench.Peer.ExpectAsync("""[7,null,"cb-2"]""");
        await bench.Peer.ExpectErrorAsync("7", "E_PROTOCOL_ERROR");
    }

    [Fact]
    public async Task A_result_that_cannot_be_sent_spoils_its_call_and_hands_nothing_out()
    {
        NexusObject circle = new() { ["f"] = NexusValue.From(new NexusFunction((_, _) => new(1))) };
        circle["self"] = circle;
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create().Function("circle", (_, _) => new(NexusValue.From(circle))));
        await bench.Peer.SendAsync("""[3,1,null,["demo:svc","circle"],[]]""");
        await bench.Peer.ExpectErrorAsync("1", "E_PROTOCOL_ERROR");
        await bench.Peer.SendAsync("""[3,2,"res-1",[],[]]""");
        await bench.Peer.ExpectErrorAsync("2", "E_RESOURCE_NOT_FOUND");
    }

    [Fact]
    public async Task What_a_service_works_on_is_cancelled_when_the_session_ends()
    {
        Gate gate = new();
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create().Function("slow", gate.WaitAsync));
        await bench.Peer.SendAsync("""[3,1,null,["demo:svc","slow"],["\u0003R:cb-1"]]""");
        await gate.Entered.OrHang();
        Assert.False(gate.Token.IsCancellationRequested);
        await bench.Peer.DisposeAsync();
        await bench.Session.Ended.OrHang();
        Assert.True(gate.Token.IsCancellationRequested);
        gate.Open(1); // nobody is there to hear of it
    }

    [Fact]
    public async Task A_peer_that_ends_its_stream_still_gets_what_was_at_hand()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendAsync("""[3,1,null,["demo:svc","add"],[1,2]]""");
        await bench.Peer.EndAsync();
        await bench.Peer.ExpectAsync("[5,1,3]");
        await bench.Peer.ExpectEndAsync();
    }

    [Fact]
    public async Task A_service_may_call_the_peer_back_before_it_answers()
    {
        NexusMembers service = DemoService.Create().Function("later", async (arguments, cancellation) =>
        {
            NexusRef callback = arguments.Span[0].AsRef();
            double sum = 0;
            for (int i = 0; i < arguments.Span[1].AsInt32(); i++)
            {
                sum += (await callback.CallAsync(new NexusValue[] { i }, cancellation)).AsDouble();
            }

            return sum;
        });
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(service);
        await bench.Peer.SendAsync("""[3,100,null,["demo:svc","later"],["\u0003R:cb",2]]""");
        await bench.Peer.ExpectAsync("""[3,1,"cb",[],[0]]""");
        await bench.Peer.ExchangeAsync("[5,1,4]", """[3,2,"cb",[],[1]]""");
        await bench.Peer.ExchangeAsync("[5,2,5]", "[5,100,9]");
    }
}
