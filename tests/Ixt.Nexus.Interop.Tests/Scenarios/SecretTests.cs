namespace Ixt.Nexus.Interop.Tests;

/// <summary>The shared secret beyond right, wrong and missing, which are steps.</summary>
public sealed class SecretTests
{
    private const string Token = "app:service";

    // What is around the secret in the line, its line feed included.
    private const int AroundSecret = 49;

    private static NexusMembers Echo() => new NexusMembers().Function("echo", (arguments, _) => new(arguments.Span[0]));

    [Fact]
    public async Task A_CSharp_daemon_takes_lines_up_to_its_limit_and_no_longer_ones()
    {
        await using Stage stage = await Stage.StartAsync();
        string fitting = new('x', 200 - AroundSecret);
        await stage.DaemonAsync(Token, Echo(), new() { AuthToken = fitting, MaxAuthLineBytes = 200 });
        await stage.DaemonAsync(Token, Echo(), new() { Instance = "tight", AuthToken = fitting + "x", MaxAuthLineBytes = 200 });
        await stage.Node.ShouldAsync("[1,['E_ENDPOINT_CONNECT_FAILED','E_IPC_AUTH_FAILED']]", $$"""
            const fits = await client({ authToken: "{{fitting}}" }).create(new Token("app:service"));
            const refused = await failed(client({ authToken: "{{fitting}}x" }).create(new Token("app:service"), { target: target("tight") }));
            return [await fits.echo(1), [...new Set(refused.codes)]];
            """);
    }

    [Fact]
    public async Task A_Node_daemon_takes_lines_up_to_its_limit_and_no_longer_ones()
    {
        await using Stage stage = await Stage.StartAsync();
        string fitting = new('x', 200 - AroundSecret);
        await stage.Node.RunAsync($$"""
            const listen = (options) => daemon({ maxAuthLineBytes: 200, ...options }).provide(new Token("app:service"), { async echo(x) { return x; } }).ready();
            await listen({ authToken: "{{fitting}}" });
            await listen({ instance: "tight", authToken: "{{fitting}}x" });
            """);
        NexusProxy fits = await stage.Client(new() { AuthToken = fitting }).CreateAsync(Token).Soon();
        Assert.Equal(1, (await fits.CallAsync("echo", 1).Soon()).AsDouble());
        NexusException refused = await Catch.CodeAsync(
            NexusErrorCodes.EndpointConnectFailed, () => stage.Client(new() { AuthToken = fitting + "x" }).CreateAsync(Token, NexusTarget.Daemon("app", "tight")).Soon());
        Assert.Equal(NodeIpcErrorCode.AuthFailed, Assert.IsType<NodeIpcException>(refused.InnerException).ErrorCode);
    }

    [Fact]
    public async Task Nodes_policies_see_whether_a_CSharp_client_showed_a_secret()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.seen = [];
            const policy = { canConnect: ({ connection }) => { k.seen.push(connection.observed.authenticated, connection.observed.authMethod); return true; } };
            const listen = (options) => daemon({ policy, ...options }).provide(new Token("app:service"), {}).ready();
            await listen({ authToken: "secret" });
            await listen({ instance: "open" });
            """);
        await stage.Client(new() { AuthToken = "secret" }).CreateAsync(Token).Soon();
        await stage.Client().CreateAsync(Token, NexusTarget.Daemon("app", "open")).Soon();
        await stage.Node.ShouldAsync("[true,'shared-secret',false,'none']", "return k.seen;");
    }

    [Fact]
    public async Task Whoever_shows_a_wrong_secret_disturbs_nobody_else()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusDaemon daemon = await stage.DaemonAsync(Token, Echo(), new() { AuthToken = "right" });
        await stage.Node.ShouldAsync("[1,'E_ENDPOINT_CONNECT_FAILED',2,3]", """
            const proxy = await client({ authToken: "right" }).create(new Token("app:service"));
            const wrong = client({ authToken: "wrong" });
            return [await proxy.echo(1), (await failed(wrong.create(new Token("app:service")))).code, await proxy.echo(2),
              await (await client({ authToken: "right" }).create(new Token("app:service"))).echo(3)];
            """);
        Assert.Equal([true, true], daemon.Peers.Select(p => p.IsAuthenticated));
    }
}
