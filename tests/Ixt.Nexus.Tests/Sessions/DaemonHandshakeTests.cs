namespace Ixt.Nexus.Tests.Sessions;

public sealed class DaemonHandshakeTests
{
    private const string Add = """[3,7,null,["demo:svc","add"],[1,2]]""";

    public static TheoryData<Dialect> Both => [Dialect.Legacy, Dialect.Modern];

    [Theory, MemberData(nameof(Both))]
    public async Task A_peer_of_either_dialect_is_acknowledged_and_served(Dialect dialect)
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create(), dialect);
        await bench.Peer.ExchangeAsync(Add, "[5,7,3]");
        Assert.Equal(dialect == Dialect.Modern, bench.Session.HasCatalogue);
        Assert.Equal("raw", bench.Session.Peer.Identity.AppId);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Request_readiness_and_calls_in_one_write_are_worked_off_in_order(Dialect dialect)
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.SendTogetherAsync(SessionBench.Request(dialect), SessionBench.ReadyPacket(dialect), Add, """[1,8,null,["demo:svc","tag"]]""");
        await bench.Peer.ExpectAsync(SessionBench.Ack());
        await bench.Peer.ExpectAsync("[5,7,3]");
        await bench.Peer.ExpectAsync("""[5,8,"t"]""");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_same_with_a_rule_that_takes_its_time(Dialect dialect)
    {
        PolicyGate gate = new();
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create(), o => o with { Policy = new() { CanConnect = gate.AskAsync } });
        await bench.Peer.SendTogetherAsync(SessionBench.Request(dialect), SessionBench.ReadyPacket(dialect), Add);
        TaskCompletionSource<bool> decision = await gate.AskedAsync();
        Assert.False(bench.Session.IsReady);
        decision.SetResult(true);
        await bench.Peer.ExpectAsync(SessionBench.Ack());
        await bench.Peer.ExpectAsync("[5,7,3]");
        Assert.True(gate.Last!.IsIncoming);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Calls_before_the_peer_is_ready_are_dropped(Dialect dialect)
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.SendAsync(Add);
        await bench.Peer.ExchangeAsync(SessionBench.Request(dialect), SessionBench.Ack());
        await bench.Peer.SendTogetherAsync(Add, """[1,8,null,["demo:svc","tag"]]""", SessionBench.ReadyPacket(dialect), """[3,9,null,["demo:svc","add"],[3,4]]""");
        await bench.Peer.ExpectAsync("[5,9,7]");
    }

    [Theory]
    [InlineData("1", "9")]
    [InlineData("1", "\"1\"")]
    [InlineData("\"1\"", "1")]
    [InlineData("null", "0")]
    [InlineData("1", "null")]
    public async Task Readiness_with_another_id_is_passed_over(string id, string other)
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.ExchangeAsync(SessionBench.Request(Dialect.Modern, id), SessionBench.Ack(id));
        await bench.Peer.SendTogetherAsync(SessionBench.ReadyPacket(Dialect.Modern, other), Add, SessionBench.ReadyPacket(Dialect.Modern, id), """[3,9,null,["demo:svc","add"],[3,4]]""");
        await bench.Peer.ExpectAsync("[5,9,7]");
    }

    [Fact]
    public async Task A_request_repeated_by_a_modern_peer_is_passed_over()
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.ExchangeAsync(SessionBench.Request(Dialect.Modern), SessionBench.Ack());
        await bench.Peer.SendTogetherAsync(SessionBench.Request(Dialect.Modern, "2"), SessionBench.ReadyPacket(Dialect.Modern), SessionBench.Request(Dialect.Modern, "3"), Add);
        await bench.Peer.ExpectAsync("[5,7,3]");
    }

    [Fact]
    public async Task A_request_repeated_by_a_legacy_peer_is_acknowledged_and_the_last_one_counts()
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.ExchangeAsync(SessionBench.Request(Dialect.Legacy), SessionBench.Ack());
        await bench.Peer.ExchangeAsync(SessionBench.Request(Dialect.Legacy, "2"), SessionBench.Ack("2"));
        await bench.Peer.SendTogetherAsync(SessionBench.ReadyPacket(Dialect.Legacy, "1"), Add, SessionBench.ReadyPacket(Dialect.Legacy, "2"), """[3,9,null,["demo:svc","add"],[3,4]]""");
        await bench.Peer.ExpectAsync("[5,9,7]");
        await bench.Peer.SendTogetherAsync(SessionBench.Request(Dialect.Legacy, "3"), SessionBench.ReadyPacket(Dialect.Legacy, "3"));
        await bench.Peer.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("\"s\"")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("""{"a":[1, 2]}""")]
    [InlineData("[1]")]
    [InlineData("9007199254740992")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\u0003U\"")]
    public async Task Ids_of_any_kind_are_echoed_as_they_came(string id)
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.ExchangeAsync(SessionBench.Request(Dialect.Modern, id), SessionBench.Ack(id));
        await bench.Peer.SendAsync(SessionBench.ReadyPacket(Dialect.Modern, id));
        await bench.Peer.ExchangeAsync($"""[3, {id} ,null,["demo:svc","add"],[1,2]]""", $"[5,{id},3]");
        await bench.Peer.SendAsync($"""[3,{id},null,["nope","x"],[]]""");
        await bench.Peer.ExpectErrorAsync(id, "E_RESOURCE_NOT_FOUND");
    }

    [Fact]
    public async Task The_same_id_may_be_under_way_twice()
    {
        Gate gate = new();
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create().Function("slow", gate.WaitAsync));
        await bench.Peer.SendTogetherAsync("""[3,5,null,["demo:svc","slow"],[]]""", """[3,5,null,["demo:svc","add"],[1,2]]""");
        await bench.Peer.ExpectAsync("[5,5,3]");
        gate.Open(40);
        await bench.Peer.ExpectAsync("[5,5,40]");
    }

    [Theory]
    [InlineData("[10,1]")]
    [InlineData("[10,1,null,null,[\"provider-catalog-v1\"]]")]
    [InlineData("[10]")]
    public async Task A_request_without_an_identity_is_refused_with_a_reason(string request)
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.SendAsync(request);
        await bench.Peer.ExpectErrorAsync(request.Length > 4 ? "1" : "null", "E_HANDSHAKE_FAILED", type: 12);
        await bench.Peer.ExpectEndAsync();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"just text\"")]
    [InlineData("""{"context":5,"appId":[],"pid":"x","groups":"g"}""")]
    public async Task Any_other_identity_is_taken_as_it_is(string identity)
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.ExchangeAsync($"""[10,1,{identity},null,["provider-catalog-v1"]]""", SessionBench.Ack());
        await bench.Peer.SendAsync(SessionBench.ReadyPacket(Dialect.Modern));
        await bench.Peer.ExchangeAsync(Add, "[5,7,3]");
        Assert.Equal(Text.Parse(identity), bench.Session.Peer.Identity.Metadata);
    }

    [Theory]
    [InlineData("\"provider-catalog-v1\"", true)]
    [InlineData("[\"x\",\"provider-catalog-v1\",5]", true)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("{\"provider-catalog-v1\":true}", false)]
    public async Task The_capability_is_found_as_the_original_finds_it(string capabilities, bool isModern)
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.ExchangeAsync($"""[10,1,{"{}"},null,{capabilities}]""", SessionBench.Ack());
        await bench.Peer.SendTogetherAsync("[14,1]", Add);
        await bench.Peer.ExpectAsync("[5,7,3]");
        Assert.Equal(isModern, bench.Session.HasCatalogue);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_rule_that_refuses_or_throws_is_told_to_the_peer_and_ends_the_connection(bool throws)
    {
        NexusPolicy policy = new() { CanConnect = (_, _) => throws ? throw new InvalidOperationException("secret reason") : new(false) };
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create(), o => o with { Policy = policy });
        await bench.Peer.SendTogetherAsync(SessionBench.Request(Dialect.Modern), SessionBench.ReadyPacket(Dialect.Modern), Add);
        NexusValue error = await bench.Peer.ExpectErrorAsync("1", "E_AUTH_CONNECT_DENIED", type: 12);
        Assert.DoesNotContain("secret", error.ToString());
        await bench.Peer.ExpectEndAsync();
        await bench.Session.Ended.OrHang();
        Assert.Equal("E_AUTH_CONNECT_DENIED", (await Assert.ThrowsAsync<NexusException>(() => bench.Session.Ready)).Code);
    }

    [Fact]
    public async Task A_peer_that_takes_back_its_request_ends_the_session()
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.ExchangeAsync(SessionBench.Request(Dialect.Modern), SessionBench.Ack());
        await bench.Peer.SendAsync("""[12,1,{"code":"E_AUTH_CONNECT_DENIED"}]""");
        await bench.Peer.ExpectEndAsync();
        Assert.Equal("E_HANDSHAKE_REJECTED", (await Assert.ThrowsAsync<NexusException>(() => bench.Session.Ready.OrHang())).Code);
    }

    [Fact]
    public async Task A_refusal_after_the_handshake_means_nothing()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendAsync("""[12,1,{"code":"E_AUTH_CONNECT_DENIED"}]""");
        await bench.Peer.ExchangeAsync(Add, "[5,7,3]");
    }

    [Theory]
    [InlineData("")]
    [InlineData("request")]
    [InlineData("part")]
    public async Task After_thirty_seconds_without_a_session_the_connection_ends(string progress)
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        if (progress == "request")
        {
            await bench.Peer.ExchangeAsync(SessionBench.Request(Dialect.Modern), SessionBench.Ack());
        }
        else if (progress == "part")
        {
            await bench.Peer.SendBytesAsync(new byte[] { 0, 0, 1, 0, (byte)'[' });
        }

        bench.Time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(bench.Session.IsClosed);
        bench.Time.Advance(TimeSpan.FromSeconds(0.1));
        await bench.Peer.ExpectEndAsync();
        Assert.Equal("E_HANDSHAKE_FAILED", (await Assert.ThrowsAsync<NexusException>(() => bench.Session.Ready.OrHang())).Code);
    }

    [Fact]
    public async Task A_session_that_stands_has_no_deadline()
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        bench.Time.Advance(TimeSpan.FromHours(10));
        await bench.Peer.ExchangeAsync(Add, "[5,7,3]");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nope")]
    [InlineData("[99,1]")]
    [InlineData("[4,1]")]
    [InlineData("[0,1]")]
    [InlineData("[18,1]")]
    [InlineData("[1.5,1]")]
    [InlineData("[\"3\",1]")]
    [InlineData("[null]")]
    [InlineData("[3,1,null,[\"a\"],[]")]
    [InlineData("[3,1,null,[\"a\"],[]]]")]
    [InlineData("[3,1,null,[\"a\"],[01]]")]
    public async Task What_is_no_packet_ends_the_connection_and_only_that(string body)
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.ExchangeAsync(Add, "[5,7,3]");
        await bench.Peer.SendAsync(body);
        await bench.Peer.ExpectEndAsync();
        await bench.Session.Ended.OrHang();
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 1 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', (byte)'t', (byte)'y' })]
    public async Task A_length_that_is_none_ends_the_connection_before_anything_else_comes(byte[] header)
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.SendBytesAsync(header);
        await bench.Peer.ExpectEndAsync();
    }

    [Theory]
    [InlineData("[8,7,[[3,1,null,[\"demo:svc\",\"add\"],[1,2]]]]")]
    [InlineData("[8,7,[]]")]
    [InlineData("[8,9,\"notarray\"]")]
    [InlineData("[9,8,[[0,1]]]")]
    [InlineData("[16,5,2,1,3]")]
    [InlineData("[17,5,0,\"abc\"]")]
    [InlineData("[7]")]
    [InlineData("[7,null,5]")]
    [InlineData("[13,null,null]")]
    [InlineData("[13,5,\"str\"]")]
    [InlineData("[13,null,[1,2]]")]
    [InlineData("[13]")]
    [InlineData("[5]")]
    [InlineData("[5,9999,\"late\"]")]
    [InlineData("[6]")]
    [InlineData("[6,9999,null]")]
    [InlineData("[11,1,{}]")]
    [InlineData("[15,null,null]")]
    [InlineData("[15]")]
    public async Task Packets_that_mean_nothing_here_are_passed_over(string packet)
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendAsync(packet);
        await bench.Peer.ExpectNothingAsync();
        await bench.Peer.ExchangeAsync(Add, "[5,7,3]");
    }
}
