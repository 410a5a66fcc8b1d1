namespace Ixt.Nexus.Interop.Tests;

/// <summary>Who a peer says it is, and what happens when it says something else.</summary>
public sealed class IdentityTests
{
    private const string Token = "app:service";

    private static NexusMembers Echo() => new NexusMembers().Function("echo", (arguments, _) => new(arguments.Span[0]));

    [Fact]
    public async Task A_CSharp_daemon_follows_the_identity_of_a_Node_client_until_its_policy_objects()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusDaemon daemon = stage.Daemon(new() { Policy = new() { CanConnect = (request, _) => new(request.Remote.Identity.Metadata["role"] != NexusValue.From("intruder")) } });
        await daemon.Provide(Token, Echo()).StartAsync().Soon();
        await stage.Node.RunAsync("""
            k.nexus = client();
            k.proxy = await k.nexus.create(new Token("app:service"));
            await k.nexus.updateIdentity({ role: "guest", appId: "renamed" });
            await k.proxy.echo(1);
            """);
        NexusPeer peer = Assert.Single(daemon.Peers);
        Assert.Equal(("renamed", "guest", NexusIdentity.ClientContext), (peer.Identity.AppId, peer.Identity.Metadata["role"].AsString(), peer.Identity.Context));
        await stage.Node.ShouldAsync("'E_CONN_CLOSED'", """
            await k.nexus.updateIdentity({ role: "intruder" });
            return (await failed(k.proxy.echo(2))).code;
            """);
        Assert.Empty(daemon.Peers);
        await stage.Node.ShouldAsync("'E_HANDSHAKE_REJECTED'", """return (await failed(k.nexus.create(new Token("app:service")))).code;""");
    }

    [Fact]
    public async Task A_Node_daemon_follows_the_identity_of_a_CSharp_client_until_its_policy_objects()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.seen = [];
            k.nexus = daemon({ policy: { canConnect: ({ remoteIdentity }) => { k.seen.push([remoteIdentity.appId, remoteIdentity.role ?? "none"]); return remoteIdentity.role !== "intruder"; } } })
              .provide(new Token("app:service"), { async echo(x) { return x; } });
            await k.nexus.ready();
            """);
        NexusClient client = stage.Client();
        NexusProxy proxy = await client.CreateAsync(Token).Soon();
        client.UpdateIdentity(new NexusObject { ["role"] = "guest", ["appId"] = "renamed" });
        Assert.Equal(1, (await proxy.CallAsync("echo", 1).Soon()).AsDouble());
        await stage.Node.ShouldAsync("[['cs-client','none'],['renamed','guest']]", "return k.seen;");
        client.UpdateIdentity(new NexusObject { ["role"] = "intruder" });
        await Catch.CodeAsync(NexusErrorCodes.ConnectionClosed, () => proxy.CallAsync("echo", 2));
        Assert.Equal("intruder", client.Identity.Metadata["role"].AsString());
        await Catch.CodeAsync(NexusErrorCodes.HandshakeRejected, () => client.CreateAsync(Token).Soon());
    }

    [Fact]
    public async Task A_daemon_that_renames_itself_is_dialled_anew()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusDaemon daemon = await stage.DaemonAsync(Token, Echo());
        await stage.Node.RunAsync("""k.nexus = client(); k.proxy = await k.nexus.create(new Token("app:service"));""");
        daemon.UpdateIdentity(new NexusObject { ["instance"] = "renamed" });
        await stage.Node.RunAsync("""await k.proxy.echo(1); k.again = await k.nexus.create(new Token("app:service")); await k.again.echo(2);""");
        Assert.Equal(2, daemon.Peers.Count);

        await stage.Node.RunAsync("""k.daemon = daemon({ instance: "own" }).provide(new Token("app:service"), { async echo(x) { return x; } }); await k.daemon.ready();""");
        NexusClient client = stage.Client();
        NexusProxy first = await client.CreateAsync(Token, NexusTarget.Daemon("app", "own")).Soon();
        await stage.Node.RunAsync("""await k.daemon.updateIdentity({ instance: "renamed" });""");
        Assert.Equal(1, (await first.CallAsync("echo", 1).Soon()).AsDouble());
        Assert.Equal("renamed", first.Peer.Identity.Instance);
        NexusProxy second = await client.CreateAsync(Token, NexusTarget.Daemon("app", "own")).Soon();
        Assert.NotEqual(first.Peer.ConnectionId, second.Peer.ConnectionId);
        Assert.Equal(2, (await second.CallAsync("echo", 2).Soon()).AsDouble());
    }

    [Fact]
    public async Task Groups_and_other_members_reach_Nodes_policies()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon({ policy: { canConnect: ({ remoteIdentity }) => { k.seen = { ...remoteIdentity }; return true; } } }).provide(new Token("app:service"), { async echo(x) { return x; } });
            await k.nexus.ready();
            """);
        NexusClient client = stage.Client(new() { Groups = ["workers", "ёж"] });
        await client.CreateAsync(Token).Soon();
        await stage.Node.ShouldAsync(
            $$"""{"context":"node-ipc-client","appId":"cs-client","pid":{{Environment.ProcessId}},"groups":["workers","ёж"]}""", "return k.seen;");
    }
}
