namespace Ixt.Nexus.Tests.Sessions;

public sealed class ClientHandshakeTests
{
    private const string Request = """[10,1,{"context":"node-ipc-client","appId":"demo-cli","pid":1},null,["provider-catalog-v1"]]""";
    private const string Ready = """[14,1,["provider-catalog-v1"],[]]""";

    [Theory, MemberData(nameof(DaemonHandshakeTests.Both), MemberType = typeof(DaemonHandshakeTests))]
    public async Task A_daemon_of_either_dialect_gets_request_and_readiness_and_then_calls(Dialect dialect)
    {
        await using SessionBench bench = SessionBench.Client();
        await bench.Peer.ExpectAsync(Request);
        await bench.Peer.ExchangeAsync(SessionBench.PeerAck(dialect), Ready);
        await bench.Session.Ready.OrHang();
        ValueTask<NexusValue> call = bench.CallAsync("echo", "hello");
        await bench.Peer.ExchangeAsync("""[5,1,"hello"]""", """[3,1,null,["demo:svc","echo"],["hello"]]""");
        Assert.Equal("hello", (await call.OrHang()).AsString());
        Assert.Equal(dialect == Dialect.Modern, bench.Session.Provides("demo:svc"));
    }

    [Theory]
    [InlineData("[11,6,{}]")]
    [InlineData("""[11,"1",{}]""")]
    [InlineData("[11,1.0,{}]")]
    [InlineData("""[12,77,{"code":"E_AUTH_CONNECT_DENIED"}]""")]
    [InlineData("""[10,50,{"context":"node-ipc-daemon"},null,["provider-catalog-v1"]]""")]
    [InlineData("[14,1,[],[]]")]
    [InlineData("""[5,1,"x"]""")]
    [InlineData("""[3,1,null,["a","b"],[]]""")]
    [InlineData("[13,null,{}]")]
    public async Task What_does_not_answer_the_request_is_passed_over(string packet)
    {
        await using SessionBench bench = SessionBench.Client();
        await bench.Peer.ExpectAsync(Request);
        await bench.Peer.SendAsync(packet);
        await bench.Peer.ExchangeAsync(SessionBench.PeerAck(Dialect.Modern), Ready);
    }

    [Theory]
    [InlineData("""{"name":"Custom","code":"E_AUTH_CONNECT_DENIED","message":"go away"}""", "E_HANDSHAKE_REJECTED")]
    [InlineData("""{"code":"E_AUTH_CONNECT_DENIED","name":"LogicalConnectionAuthDeniedError"}""", "E_HANDSHAKE_REJECTED")]
    [InlineData("""{"code":"E_PROTOCOL_INCOMPATIBLE","name":"_e"}""", "E_PROTOCOL_INCOMPATIBLE")]
    [InlineData("""{"code":"E_HANDSHAKE_FAILED","message":"hf"}""", "E_HANDSHAKE_FAILED")]
    [InlineData("""{"code":"E_WHATEVER","message":"other"}""", "E_SERVICE_UNAVAILABLE")]
    [InlineData("""{"message":"only message"}""", "E_SERVICE_UNAVAILABLE")]
    [InlineData("\"text\"", "E_SERVICE_UNAVAILABLE")]
    [InlineData("null", "E_HANDSHAKE_FAILED")]
    public async Task A_refusal_has_the_code_that_the_original_gives_it(string error, string code)
    {
        await using SessionBench bench = SessionBench.Client();
        await bench.Peer.ExpectAsync(Request);
        await bench.Peer.SendAsync($"[12,1,{error}]");
        await bench.Peer.ExpectEndAsync();
        NexusException refusal = await Assert.ThrowsAsync<NexusException>(() => bench.Session.Ready.OrHang());
        Assert.Equal(code, refusal.Code);
        Assert.NotNull(refusal.InnerException);
    }

    [Fact]
    public async Task A_daemon_that_goes_away_during_the_handshake_fails_it()
    {
        await using SessionBench bench = SessionBench.Client();
        await bench.Peer.ExpectAsync(Request);
        await bench.Peer.DisposeAsync();
        Assert.Equal("E_HANDSHAKE_FAILED", (await Assert.ThrowsAsync<NexusException>(() => bench.Session.Ready.OrHang())).Code);
    }

    [Fact]
    public async Task A_daemon_that_says_nothing_for_thirty_seconds_fails_it()
    {
        await using SessionBench bench = SessionBench.Client();
        await bench.Peer.ExpectAsync(Request);
        await bench.Time.AdvanceWhenWaitedForAsync(TimeSpan.FromSeconds(30));
        await bench.Peer.ExpectEndAsync();
        Assert.Equal("E_HANDSHAKE_FAILED", (await Assert.ThrowsAsync<NexusException>(() => bench.Session.Ready.OrHang())).Code);
    }

    [Fact]
    public async Task A_client_whose_rule_refuses_tells_the_daemon()
    {
        PolicyGate gate = new();
        await using SessionBench bench = SessionBench.Client(o => o with { Policy = new() { CanConnect = gate.AskAsync } });
        await bench.Peer.ExpectAsync(Request);
        await bench.Peer.SendAsync(SessionBench.PeerAck(Dialect.Modern));
        (await gate.AskedAsync()).SetResult(false);
        await bench.Peer.ExpectErrorAsync("1", "E_AUTH_CONNECT_DENIED", type: 12);
        await bench.Peer.ExpectEndAsync();
        NexusException refusal = await Assert.ThrowsAsync<NexusException>(() => bench.Session.Ready.OrHang());
        Assert.Equal("E_HANDSHAKE_REJECTED", refusal.Code);
        Assert.Equal("E_AUTH_CONNECT_DENIED", Assert.IsType<NexusException>(refusal.InnerException).Code);
        Assert.False(gate.Last!.IsIncoming);
        Assert.Equal("node-ipc-daemon", gate.Last.Remote.Identity.Context);
    }

    [Fact]
    public async Task Acknowledgement_and_calls_in_one_write_are_served_after_the_readiness()
    {
        await using SessionBench bench = SessionBench.Client();
        bench.Node.With("cli:svc", DemoService.Create());
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendTogetherAsync(SessionBench.PeerAck(Dialect.Modern), """[1,2,null,["cli:svc","tag"]]""");
        Assert.StartsWith("[14,1,", await bench.Peer.ReceiveAsync());
        while (await bench.Peer.ReceiveAsync() is var packet && packet != """[5,2,"t"]""")
        {
            Assert.StartsWith("[15,null,", packet); // the service came after the request, perhaps even after the readiness
        }
    }

    [Fact]
    public async Task Calls_before_the_session_is_ready_fail_at_once()
    {
        await using SessionBench bench = SessionBench.Client();
        Assert.Equal("E_USAGE_INVALID", Assert.Throws<NexusException>(() => { _ = bench.CallAsync("echo"); }).Code);
    }
}
