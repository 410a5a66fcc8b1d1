using System.Collections.Concurrent;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>Who may connect and call, decided on either side, of peers on Node.</summary>
public sealed class PolicyTests
{
    private const string Token = "app:guarded";

    private static NexusMembers Service() => new NexusMembers()
        .Function("open", (_, _) => new("open"))
        .Function("closed", (_, _) => new("closed"))
        .Function("make", (_, _) => new(NexusValue.From(new NexusMembers().Function("open", (_, _) => new("open ref")).Function("closed", (_, _) => new("closed ref")))));

    [Fact]
    public async Task A_services_own_policy_replaces_the_daemons_and_covers_what_it_hands_out()
    {
        await using Stage stage = await Stage.StartAsync();
        ConcurrentQueue<string> asked = new();
        NexusDaemon daemon = stage.Daemon(new() { Policy = new() { CanCall = (call, _) => Ask("daemon", call) } });
        daemon.Provide(Token, Service(), new() { CanCall = (call, _) => Ask("service", call) }).Provide("app:other", Service());
        await daemon.StartAsync().Soon();
        await stage.Node.ShouldAsync("['open','E_AUTH_CALL_DENIED','open ref','E_AUTH_CALL_DENIED','open','E_AUTH_CALL_DENIED','E_AUTH_CALL_DENIED']", """
            const nexus = client();
            const guarded = await nexus.create(new Token("app:guarded"));
            const other = await nexus.create(new Token("app:other"));
            const made = await guarded.make();
            const code = async (p) => (await failed(p)).remote.code;
            return [await guarded.open(), await code(guarded.closed()), await made.open(), await code(made.closed()), await other.open(), await code(other.closed()), await code(Promise.resolve(other.closed))];
            """);
        Assert.Equal(
            ["service app:guarded Apply make", "service app:guarded Apply open", "service app:guarded Apply closed", "service app:guarded Apply open", "service app:guarded Apply closed",
                "daemon app:other Apply open", "daemon app:other Apply closed", "daemon app:other Get closed"],
            asked);

        ValueTask<bool> Ask(string who, NexusCallRequest call)
        {
            asked.Enqueue($"{who} {call.ServiceName} {call.Operation} {string.Join('.', call.Path.ToArray())}");
            return new(!call.Path.Span.Contains("closed"));
        }
    }

    [Fact]
    public async Task Node_refuses_by_its_services_own_policy_too()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.asked = [];
            const ask = (who) => ({ canCall: (c) => { k.asked.push(`${who} ${c.serviceName} ${c.operation} ${c.path.join(".")} by ${c.remoteIdentity.appId}`); return !c.path.includes("closed"); } });
            const service = () => ({ async open() { return "open"; }, async closed() {}, async make() { return k.nexus.ref({ open: () => "open ref", closed() {} }); } });
            k.nexus = daemon({ policy: ask("daemon") }).provide(new Token("app:guarded"), service(), { policy: ask("service") }).provide(new Token("app:other"), service());
            await k.nexus.ready();
            """);
        NexusClient client = stage.Client();
        NexusProxy guarded = await client.CreateAsync(Token).Soon();
        NexusProxy other = await client.CreateAsync("app:other").Soon();
        Assert.Equal("open", (await guarded.CallAsync("open").Soon()).AsString());
        await Catch.RemoteAsync(NexusErrorCodes.CallDenied, () => guarded.CallAsync("closed"));
        using NexusRef made = (await guarded.CallAsync("make").Soon()).AsRef();
        Assert.Equal("open ref", (await made.CallAsync("open", default).Soon()).AsString());
        await Catch.RemoteAsync(NexusErrorCodes.CallDenied, () => made.CallAsync("closed", default));
        await Catch.RemoteAsync(NexusErrorCodes.CallDenied, () => other.GetAsync("closed"));
        await stage.Node.ShouldAsync("""
            ["service app:guarded APPLY open by cs-client","service app:guarded APPLY closed by cs-client","service app:guarded APPLY make by cs-client",
             "service app:guarded APPLY open by cs-client","service app:guarded APPLY closed by cs-client","daemon app:other GET closed by cs-client"]
            """, "return k.asked;");
    }

    [Fact]
    public async Task A_policy_knows_the_peers_process_from_the_kernel()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusPeer? seen = null;
        NexusDaemon daemon = stage.Daemon(new()
        {
            AuthToken = "secret",
            Policy = new()
            {
                CanConnect = (request, _) =>
                {
                    seen = request.Remote;
                    return new(request is { IsIncoming: true, Local.AppId: "app" });
                },
            },
        });
        await daemon.Provide(Token, Service()).StartAsync().Soon();
        await stage.Node.ShouldAsync("'open'", """return await (await client({ authToken: "secret" }).create(new Token("app:guarded"))).open();""");
        Assert.Equal((stage.Node.Program.Id, "js-client", NexusIdentity.ClientContext), (seen!.Process!.Value.ProcessId, seen.Identity.AppId, seen.Identity.Context));
        Assert.Equal((double)stage.Node.Program.Id, seen.Identity.ProcessId);
        Assert.Equal((true, "shared-secret"), (seen.IsAuthenticated, seen.AuthMethod));
        Assert.Equal("js-client", Assert.Single(daemon.Peers).Identity.AppId);
    }

    [Fact]
    public async Task A_client_refuses_a_daemon()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""k.nexus = daemon().provide(new Token("app:guarded"), {}); await k.nexus.ready();""");
        NexusClient client = stage.Client(new() { Policy = new() { CanConnect = (request, _) => new(request.IsIncoming || request.Remote.Identity.AppId != "app") } });
        await Catch.CodeAsync(NexusErrorCodes.HandshakeRejected, () => client.CreateAsync(Token).Soon());
        Assert.Empty(client.Peers);
        NexusDaemon own = stage.Daemon(new() { Instance = "own" });
        await own.Provide(Token, Service()).StartAsync().Soon();
        await stage.Node.ShouldAsync("'E_HANDSHAKE_REJECTED'", """
            const refused = client({ policy: { canConnect: ({ remoteIdentity, direction }) => !(direction === "outgoing" && remoteIdentity.instance === "own") } });
            return (await failed(refused.create(new Token("app:guarded"), { target: target("own") }))).code;
            """);
    }

    [Theory]
    [InlineData("() => 1")]
    [InlineData("() => { throw new Error('no'); }")]
    [InlineData("async () => false")]
    public async Task Node_refuses_a_CSharp_client_by_anything_but_true(string rule)
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync($$"""k.nexus = daemon({ policy: { canConnect: {{rule}} } }).provide(new Token("app:guarded"), {}); await k.nexus.ready();""");
        NexusException e = await Catch.CodeAsync(NexusErrorCodes.HandshakeRejected, () => stage.Client().CreateAsync(Token).Soon());
        Assert.Equal(NexusErrorCodes.ConnectDenied, Assert.IsType<NexusException>(e.InnerException).Code);
    }

    [Fact]
    public async Task A_rule_that_throws_or_takes_its_time_holds_for_Node_as_well()
    {
        await using Stage stage = await Stage.StartAsync();
        TaskCompletionSource<bool> verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);
        NexusDaemon daemon = stage.Daemon(new() { Policy = new() { CanConnect = (_, _) => new(verdict.Task), CanCall = (call, _) => call.Path.Span[0] == "closed" ? throw new InvalidOperationException("secret reason") : new(true) } });
        await daemon.Provide(Token, Service()).StartAsync().Soon();
        await stage.Node.RunAsync("""k.coming = client().create(new Token("app:guarded"));""");
        Assert.Empty(daemon.Peers);
        verdict.SetResult(true);
        await stage.Node.ShouldAsync("['open','E_AUTH_CALL_DENIED',false]", """
            const proxy = await k.coming;
            const denied = await failed(proxy.closed());
            return [await proxy.open(), denied.remote.code, JSON.stringify(denied).includes("secret reason")];
            """);
    }

    [Fact]
    public async Task The_clients_policy_decides_on_its_callbacks()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""k.nexus = daemon().provide(new Token("app:guarded"), { async call(f) { return await f.member(1); } }); await k.nexus.ready();""");
        string? asked = null;
        NexusClient client = stage.Client(new()
        {
            Policy = new()
            {
                CanCall = (call, _) =>
                {
                    asked = $"{call.ServiceName[..9]} {call.Operation} {string.Join('.', call.Path.ToArray())} by {call.Remote.Identity.AppId}";
                    return new(false);
                },
            },
        });
        NexusProxy proxy = await client.CreateAsync(Token).Soon();
        NexusRemoteError error = await Catch.RemoteAsync(NexusErrorCodes.RemoteException, () => proxy.CallAsync("call", NexusValue.From(new NexusMembers().Function("member", (_, _) => new(1)))));
        Assert.Equal(NexusErrorCodes.CallDenied, error.Cause?.Code);
        Assert.Equal("resource: Apply member by app", asked);
        await stage.DaemonAsync(Token, new NexusMembers().Function("call", (arguments, cancellationToken) => arguments.Span[0].AsRef().CallAsync(ReadOnlyMemory<NexusValue>.Empty, cancellationToken)), new() { Instance = "own" });
        await stage.Node.ShouldAsync("['E_REMOTE_EXCEPTION','E_REMOTE_EXCEPTION','E_AUTH_CALL_DENIED']", """
            const refusing = client({ policy: { canCall: () => false } });
            return (await failed((await refusing.create(new Token("app:guarded"), { target: target("own") })).call(() => 1))).codes;
            """);
    }
}
