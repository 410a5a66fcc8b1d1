using System.Globalization;
using System.Numerics;
using System.Reflection;

namespace Ixt.Nexus.Tests.Surprises;

/// <summary>Where the original is wrong or treacherous, and what this implementation does there. One test each, in the order in which they were found.</summary>
public sealed class SurpriseTests
{
    [Fact]
    public async Task S01_Errors_with_a_code_keep_their_message()
    {
        NexusMembers service = DemoService.Create().Function("coded", (_, _) => throw new NexusException("E_CUSTOM", "said", new NexusException("E_WHY", "because")));
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(service, configure: o => o with { Policy = new() { CanConnect = (r, _) => new(r.Remote.Identity.AppId == "raw") } });
        await bench.Peer.SendAsync("""[3,1,null,["demo:svc","coded"],[]]""");
        NexusValue error = await bench.Peer.ExpectErrorAsync("1", "E_CUSTOM");
        Assert.Equal("said", error["message"].AsString());
        Assert.Equal("because", error["cause"]["message"].AsString());
        await using SessionBench refused = SessionBench.Daemon(service, o => o with { Policy = new() { CanConnect = (_, _) => new(false) } });
        await refused.Peer.SendAsync(SessionBench.Request(Dialect.Modern));
        await refused.Peer.ExpectErrorAsync("1", "E_AUTH_CONNECT_DENIED", type: 12);
    }

    [Theory]
    [InlineData("result")]
    [InlineData("message that throws")]
    [InlineData("no message")]
    [InlineData("huge code")]
    [InlineData("lone surrogates")]
    public async Task S02_A_bad_result_or_error_spoils_its_call_and_not_the_session(string kind)
    {
        NexusMembers service = DemoService.Create().Function("bad", (_, _) => kind switch
        {
            "result" => new(NexusValue.From(new NexusMap { { 1, NexusValue.From(BigInteger.One) } })),
            "message that throws" => throw new TrickyException(() => throw new InvalidOperationException()),
            "no message" => throw new TrickyException(() => null!),
            "huge code" => throw new NexusException(new string('x', NexusLimits.MaxFrame), "m"),
            _ => throw new InvalidOperationException("\ud83d \u0003U \0"),
        });
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(service);
        await bench.Peer.SendAsync("""[3,1,null,["demo:svc","bad"],[]]""");
        NexusValue error = await bench.Peer.ExpectErrorAsync("1", kind == "result" ? "E_PROTOCOL_ERROR" : "E_UNKNOWN");
        Assert.True(kind != "lone surrogates" || error["message"].AsString() == "\ud83d \u0003U \0");
        await bench.Peer.ExchangeAsync("""[3,2,null,["demo:svc","add"],[1,2]]""", "[5,2,3]");
    }

    [Fact]
    public async Task S03_Errors_tell_no_stack_and_nothing_that_was_not_meant_for_the_peer()
    {
        NexusMembers service = DemoService.Create().Function("leak", async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("outer", new IOException("/secret/path"));
        });
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(service);
        await bench.Peer.SendAsync("""[3,1,null,["demo:svc","leak"],[]]""");
        string packet = await bench.Peer.ReceiveAsync();
        Assert.Equal("""[6,1,{"name":"Error","code":"E_UNKNOWN","message":"outer"}]""", packet);

        // Nor what a peer said of its own stack, when a callback into it failed.
        service.Function("through", async (arguments, cancellation) => await arguments.Span[0].AsRef().CallAsync(ReadOnlyMemory<NexusValue>.Empty, cancellation));
        await bench.Peer.SendAsync("""[3,2,null,["demo:svc","through"],["\u0003R:cb"]]""");
        await bench.Peer.ExchangeAsync("""[6,1,{"name":"N","code":"E_CB","message":"M","stack":"at file:///secret/path"}]""", """[3,1,"cb",[],[]]""");
        packet = await bench.Peer.ReceiveAsync();
        Assert.Contains("E_CB", packet);
        Assert.DoesNotContain("secret", packet);
    }

    [Theory]
    [InlineData("[6,1,null]")]
    [InlineData("[6,1]")]
    public async Task S04_An_error_that_is_null_fails_the_call(string packet)
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync();
        ValueTask<NexusValue> call = bench.CallAsync("x");
        await bench.Peer.ReceiveAsync();
        await bench.Peer.SendAsync(packet);
        Assert.Equal("E_REMOTE_EXCEPTION", (await Assert.ThrowsAsync<NexusRemoteException>(() => call.OrHang())).Code);
    }

    [Fact]
    public async Task S05_Calls_before_readiness_are_dropped_and_calls_pipelined_behind_it_are_served()
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.SendTogetherAsync(
            """[3,1,null,["demo:svc","add"],[1,2]]""",
            SessionBench.Request(Dialect.Modern),
            """[3,2,null,["demo:svc","add"],[1,2]]""",
            SessionBench.ReadyPacket(Dialect.Modern),
            """[3,3,null,["demo:svc","add"],[1,2]]""");
        await bench.Peer.ExpectAsync(SessionBench.Ack());
        await bench.Peer.ExpectAsync("[5,3,3]");
    }

    [Fact]
    public async Task S06_The_secrets_line_may_come_in_pieces_and_what_is_behind_it_is_kept()
    {
        await using SocketBench bench = new();
        await bench.StartAsync(configure: o => o with { AuthToken = "pä😀" });
        await using RawPeer peer = await bench.ConnectAsync();
        byte[] line = [.. System.Text.Encoding.UTF8.GetBytes("""{"type":"nexus-ipc-auth","version":1,"token":"pä😀"}"""), (byte)'\n'];
        foreach (byte b in line.AsSpan(0, line.Length - 1).ToArray())
        {
            await peer.SendBytesAsync(new[] { b });
        }

        await peer.SendBytesAsync(new[] { line[^1] }.Concat(RawPeer.Frame(SessionBench.Request(Dialect.Modern))).ToArray());
        Assert.Equal("""{"type":"nexus-ipc-auth-ok"}""", await peer.ReceiveLineAsync());
        Assert.StartsWith("[11,1,", await peer.ReceiveAsync());
    }

    [Fact]
    public async Task S07_A_client_cannot_assign_the_daemon_another_identity()
    {
        await using SessionBench bench = SessionBench.Daemon(DemoService.Create());
        await bench.Peer.ExchangeAsync("""[10,1,{"appId":"raw"},{"context":"evil","appId":"assigned"},["provider-catalog-v1"]]""", SessionBench.Ack());
        Assert.Equal("demo", bench.Node.Identity.AppId);
    }

    [Fact]
    public async Task S08_The_optional_service_name_is_neither_sent_nor_looked_at()
    {
        await using SessionBench bench = await SessionBench.ReadyClientAsync(Dialect.Legacy);
        ValueTask<NexusValue> call = bench.CallAsync("run", NexusValue.From(new NexusFunction((arguments, _) => new(arguments.Span[0]))));
        await bench.Peer.ExpectAsync("""[3,1,null,["demo:svc","run"],["\u0003R:res-1"]]""");
        await bench.Peer.ExchangeAsync("""[3,1,"res-1",[],"demo:svc",[1]]""", "[5,1,1]");
        await bench.Peer.ExchangeAsync("""[3,2,"res-1",[],null,[2]]""", "[5,2,2]");
        await bench.Peer.ExchangeAsync("""[3,3,"res-1",[],[3]]""", "[5,3,3]");
        await bench.Peer.SendAsync("""[5,1,"\u0003R:res-1"]""");
        NexusRef theirs = (await call.OrHang()).AsRef();
        _ = theirs.CallAsync(4);
        await bench.Peer.ExpectAsync("""[3,2,"res-1",[],[4]]""");
    }

    [Fact]
    public async Task S09_A_multicast_may_carry_callbacks()
    {
        await using SocketBench bench = new();
        foreach (string instance in new[] { "one", "two" })
        {
            NexusDaemon daemon = await bench.StartAsync($"app-{instance}", o => o with { AppId = "app", Instance = instance });
            daemon.Provide("caller", new NexusMembers().Function("run", async (arguments, cancellation) => await arguments.Span[0].AsRef().CallAsync(new NexusValue[] { instance }, cancellation)));
        }

        int calls = 0;
        NexusMulticast all = await bench.Client().CreateMulticastAsync("caller", [NexusTarget.Daemon("app", "one"), NexusTarget.Daemon("app", "two")]).OrHang();
        IReadOnlyList<NexusMulticastResult> results = await all.CallAsync("run", new NexusValue[] { NexusValue.From(new NexusFunction((arguments, _) =>
        {
            Interlocked.Increment(ref calls);
            return new(arguments.Span[0]);
        })) }).OrHang();
        Assert.Equal(["one", "two"], results.Select(r => r.Value.AsString()));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task S10_A_daemon_reports_just_the_application_and_instance_that_are_addressed()
    {
        await using SocketBench bench = new();
        await bench.StartAsync("app");
        await using RawPeer peer = await bench.ConnectAsync();
        await peer.SendAsync(SessionBench.Request(Dialect.Modern));
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"{{\"context\":\"node-ipc-daemon\",\"appId\":\"app\",\"instance\":\"default\",\"pid\":{Environment.ProcessId}}}"),
            Text.Parse(await peer.ReceiveAsync())[2].ToString());
        await bench.StartAsync("app-two", o => o with { AppId = "app", Instance = "two" });
        NexusClient client = bench.Client();
        NexusProxy first = await client.CreateAsync(SessionBench.Token, NexusTarget.Daemon("app", "two")).OrHang();
        NexusProxy again = await client.CreateAsync(SessionBench.Token, NexusTarget.Daemon("app", "two")).OrHang();
        Assert.Equal(first.Peer.ConnectionId, again.Peer.ConnectionId);
    }

    [Theory]
    [InlineData("[2,1,null,[\"demo:svc\",\"add\"],1]", "E_SET_ON_ROOT")]
    [InlineData("[2,1,null,[\"demo:svc\",\"new\"],1]", "E_RESOURCE_NOT_FOUND")]
    [InlineData("[3,1,null,[\"demo:svc\",\"hasOwnProperty\"],[\"add\"]]", "E_TARGET_NOT_CALLABLE")]
    [InlineData("[3,1,null,[\"demo:svc\",\"__lookupGetter__\"],[\"add\"]]", "E_TARGET_NOT_CALLABLE")]
    [InlineData("[3,1,null,[\"demo:svc\",\"GetHashCode\"],[]]", "E_TARGET_NOT_CALLABLE")]
    [InlineData("[3,1,null,[\"demo:svc\",\"InvokeAsync\"],[]]", "E_TARGET_NOT_CALLABLE")]
    [InlineData("[3,1,null,[\"demo:svc\",\"echo\",\"call\"],[]]", "E_TARGET_NOT_CALLABLE")]
    public async Task S11_Only_registered_members_can_be_reached(string packet, string code)
    {
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(DemoService.Create());
        await bench.Peer.SendAsync(packet);
        await bench.Peer.ExpectErrorAsync("1", code);
        await bench.Peer.ExchangeAsync("""[3,2,null,["demo:svc","add"],[1,2]]""", "[5,2,3]");
    }

    [Fact]
    public async Task S12_Maps_and_Sets_are_plain_and_NaN_is_null()
    {
        NexusMembers service = DemoService.Create()
            .Function("values", (_, _) => new(new NexusValue[] { NexusValue.From(new NexusMap { { "\u0003U", "\u0004x" } }), NexusValue.From(new NexusSet { NexusValue.Undefined }), double.NaN }));
        await using SessionBench bench = await SessionBench.ReadyDaemonAsync(service);
        await bench.Peer.ExchangeAsync("""[3,1,null,["demo:svc","values"],[]]""", """[5,1,["\u0003M:[[\"\\u0003U\",\"\\u0004x\"]]","\u0003S:[null]",null]]""");
    }

    [Fact]
    public async Task S13_Lone_surrogates_come_back()
    {
        await using SocketBench bench = new();
        await bench.StartAsync();
        NexusProxy proxy = await bench.Client().CreateAsync(SessionBench.Token).OrHang();
        foreach (string text in new[] { "\ud83d", "\ude00", "\ude00\ud83d", "a\ud83d\ud83d\ude00" })
        {
            Assert.Equal(text, (await proxy.CallAsync("echo", text).OrHang()).AsString());
            NexusObject named = new() { [text] = text };
            Assert.Equal(named, (await proxy.CallAsync("echo", named).OrHang()).AsObject());
        }
    }

    [Fact]
    public async Task S14_Depth_and_large_text_are_no_trap()
    {
        await using SocketBench bench = new();
        await bench.StartAsync();
        NexusProxy proxy = await bench.Client().CreateAsync(SessionBench.Token, callTimeout: TestTimeouts.Hang).OrHang();
        NexusValue deep = NexusValue.Null;
        for (int i = 0; i < 5000; i++)
        {
            deep = new[] { deep };
        }

        Assert.Equal(deep.ToString(), (await proxy.CallAsync("echo", deep).OrHang()).ToString());
        string large = new('é', 8_000_000); // 16 MB of UTF-8; escaped it would be 48
        Assert.Equal(large, (await proxy.CallAsync("echo", large).OrHang()).AsString());
    }

    [Fact]
    public void S15_A_path_is_limited_in_bytes()
    {
        string path = "/tmp/" + new string('é', 101);
        Assert.Equal(106, path.Length);
        Assert.Equal(NodeIpcErrorCode.PathTooLong, Assert.Throws<NodeIpcException>(() => NexusDaemon.Create(new() { AppId = "a", Address = new NodeIpcSocketAddress.FilePath(path) })).ErrorCode);
    }

    [Fact]
    public async Task S16_Privacy_comes_from_the_directory_and_a_daemon_can_be_stopped()
    {
        using TempDirectory temp = new();
        string path = temp["private/s.sock"];
        await using NexusDaemon daemon = NexusDaemon.Create(new() { AppId = "a", Address = new NodeIpcSocketAddress.FilePath(path) });
        await daemon.StartAsync();
        Assert.Equal((int)TempDirectory.OwnerOnly, TempDirectory.ModeOf(temp["private"]));
        Assert.Equal(Convert.ToInt32("777", 8) & ~TempDirectory.Umask, TempDirectory.ModeOf(path));
        await daemon.DisposeAsync();
        Assert.False(File.Exists(path));
        TempDirectory.MakeStaleSocket(path);
        await using NexusDaemon next = NexusDaemon.Create(new() { AppId = "a", Address = new NodeIpcSocketAddress.FilePath(path) });
        await next.StartAsync();
    }

    [Fact]
    public void Every_surprise_has_its_test() =>
        Assert.Equal(
            Enumerable.Range(1, 16).Select(i => $"S{i:00}"),
            typeof(SurpriseTests).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => m.Name[..3]).Where(n => n[0] == 'S' && char.IsDigit(n[1])).Order(StringComparer.Ordinal));

    private sealed class TrickyException(Func<string> message) : Exception
    {
        public override string Message => message();
    }
}
