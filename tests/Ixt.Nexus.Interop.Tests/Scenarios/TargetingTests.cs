namespace Ixt.Nexus.Interop.Tests;

/// <summary>How a peer is chosen: targets and conditions of 0.6, descriptors, matchers and groups of 0.3.1.</summary>
public sealed class TargetingTests
{
    private const string Token = "app:service";

    private static NexusMembers Named(string name) => new NexusMembers().Function("name", (_, _) => new(name));

    [Fact]
    public async Task A_descriptor_dials_the_Node_daemon_that_it_names_and_afterwards_finds_it()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.listen = async (instance) => {
              const nexus = daemon({ instance }).provide(new Token("app:service"), { async name() { return instance ?? "default"; } });
              await nexus.ready();
              return nexus;
            };
            k.plain = await k.listen();
            k.other = await k.listen("other");
            """);
        NexusClient client = stage.Client();
        NexusProxy plain = await client.CreateAsync(Token, new NexusSearch { Descriptor = NexusDescriptor.Daemon("app") }).Soon();
        Assert.Equal("default", (await plain.CallAsync("name").Soon()).AsString());
        NexusProxy again = await client.CreateAsync(Token, new NexusSearch { Descriptor = new() { AppId = "app" } }).Soon();
        Assert.Equal(plain.Peer.ConnectionId, again.Peer.ConnectionId);
        NexusProxy other = await client.CreateAsync(Token, new NexusSearch { Descriptor = NexusDescriptor.Daemon("app", "other") }).Soon();
        Assert.Equal("other", (await other.CallAsync("name").Soon()).AsString());

        // Two sessions fit the part of an identity that they share.
        NexusDescriptor both = NexusDescriptor.Daemon("app");
        await Catch.CodeAsync(NexusErrorCodes.TargetUnexpectedCount, () => client.CreateAsync(Token, new NexusSearch { Descriptor = both }).Soon());
        NexusProxy first = await client.CreateAsync(Token, new NexusSearch { Descriptor = both, Expects = NexusExpects.First }).Soon();
        Assert.Contains(first.Peer.ConnectionId, new[] { plain.Peer.ConnectionId, other.Peer.ConnectionId });
        NexusProxy chosen = await client.CreateAsync(Token, new NexusSearch { Descriptor = both, Matcher = NexusMatchers.Instance("other") }).Soon();
        Assert.Equal(other.Peer.ConnectionId, chosen.Peer.ConnectionId);
        await Catch.CodeAsync(NexusErrorCodes.TargetNoMatch, () => client.CreateAsync(Token, new NexusSearch { Descriptor = new() { AppId = "nobody" } }).Soon());
        await Catch.CodeAsync(NexusErrorCodes.TargetNoMatch, () => client.CreateAsync(Token, new NexusSearch { Descriptor = both, Matcher = NexusMatchers.Client("app") }).Soon());
    }

    [Fact]
    public async Task Node_daemons_are_found_by_the_groups_that_they_tell()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            for (const instance of ["one", "two", "three"]) {
              k[instance] = daemon({ instance }).provide(new Token("app:service"), { async name() { return instance; } });
              await k[instance].ready();
            }
            """);
        NexusClient client = stage.Client();
        await client.CreateMulticastAsync(Token, [NexusTarget.Daemon("app", "one"), NexusTarget.Daemon("app", "two"), NexusTarget.Daemon("app", "three")]).Soon();
        Assert.Empty(client.SelectMulticast(Token, NexusMatchers.Group("blue")).Targets);

        // 0.6 has no option for groups, but an identity may say anything.
        await stage.Node.RunAsync("""for (const name of ["one", "three"]) await k[name].updateIdentity({ groups: ["blue", name] });""");
        foreach (string name in new[] { "one", "three" })
        {
            NexusProxy own = await client.SelectAsync(Token, NexusMatchers.Group(name), Waiting.Limit).Soon();
            Assert.Equal(name, (await own.CallAsync("name").Soon()).AsString());
        }

        IReadOnlyList<NexusMulticastResult> blue = await client.SelectMulticast(Token, NexusMatchers.Group("blue")).CallAsync("name", default).Soon();
        Assert.Equal(["one", "three"], blue.Select(r => r.Value.AsString()).Order(StringComparer.Ordinal));
        NexusProxy described = await client.CreateAsync(Token, new NexusSearch { Descriptor = new() { Groups = ["blue", "three"] } }).Soon();
        Assert.Equal("three", described.Peer.Identity.Instance);
        await Catch.CodeAsync(NexusErrorCodes.TargetUnexpectedCount, () => client.CreateAsync(Token, new NexusSearch { Matcher = NexusMatchers.Group("blue") }).Soon());
    }

    [Fact]
    public async Task Node_clients_are_found_by_application_and_group()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusDaemon daemon = await stage.DaemonAsync(Token, Named("daemon"));
        await stage.Node.RunAsync("""
            for (const appId of ["left", "right"]) {
              k[appId] = client({ appId }).provide(new Token("client:service"), { async name() { return appId; } });
              await k[appId].create(new Token("app:service"));
            }

            await k.right.updateIdentity({ groups: ["workers"] });
            """);
        NexusProxy left = await daemon.SelectAsync("client:service", NexusMatchers.Client("left")).Soon();
        Assert.Equal("left", (await left.CallAsync("name").Soon()).AsString());
        NexusProxy worker = await daemon.SelectAsync("client:service", NexusMatchers.Group("workers"), Waiting.Limit).Soon();
        Assert.Equal("right", (await worker.CallAsync("name").Soon()).AsString());
        await Catch.CodeAsync(NexusErrorCodes.ServiceNoMatch, () => daemon.SelectAsync("client:service", NexusMatchers.Daemon("left")).Soon());
        await Catch.CodeAsync(NexusErrorCodes.ServiceNoMatch, () => daemon.SelectAsync("client:service", NexusMatchers.Instance("default")).Soon());
    }

    [Fact]
    public async Task Nodes_conditions_see_all_that_a_CSharp_daemon_says_of_itself()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync(Token, Named("daemon"), new() { Groups = ["blue"] });
        await stage.Node.ShouldAsync($$"""[{"context":"node-ipc-daemon","appId":"app","instance":"default","pid":{{Environment.ProcessId}},"groups":["blue"]},"daemon","E_TARGET_CONSTRAINT_FAILED"]""", """
            const nexus = client();
            let seen;
            const proxy = await nexus.create(new Token("app:service"), { where: (identity) => { seen = { ...identity }; return identity.groups.includes("blue"); } });
            return [seen, await proxy.name(), (await failed(nexus.create(new Token("app:service"), { where: ({ groups }) => groups.includes("red") }))).code];
            """);
    }

    [Fact]
    public async Task A_token_or_an_option_of_Node_may_name_the_CSharp_daemon()
    {
        await using Stage stage = await Stage.StartAsync();
        foreach (string name in new[] { "one", "two", "three" })
        {
            await stage.DaemonAsync(Token, Named(name), new() { Instance = name });
        }

        await stage.Node.ShouldAsync("['one','two','three']", """
            const nexus = client({ defaultTarget: target("one") });
            const token = new Token("app:service", { defaultTarget: target("two") });
            return await Promise.all([
              (await nexus.create(new Token("app:service"))).name(),
              (await nexus.create(token)).name(),
              (await nexus.create(token, { target: target("three") })).name(),
            ]);
            """);
    }

    [Fact]
    public async Task Of_several_that_are_dialled_at_start_none_is_the_target_and_an_absent_one_is_a_failure()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""await daemon().provide(new Token("app:service"), { async name() { return "here"; } }).ready();""");
        await using NexusClient client = NexusClient.Create(new()
        {
            AppId = "cs-client",
            CallTimeout = Waiting.Limit,
            ConnectTo = [NexusTarget.Daemon("app"), NexusTarget.Daemon("app", "absent")],
            ResolveAddress = target => new NodeIpcSocketAddress.FilePath(stage.Socket(target.Instance ?? "s")),
        });
        NexusException absent = await Catch.CodeAsync(NexusErrorCodes.EndpointConnectFailed, () => client.StartAsync().Soon());
        Assert.Equal(NodeIpcErrorCode.ConnectFailed, Assert.IsType<NodeIpcException>(absent.InnerException).ErrorCode);
        await Catch.CodeAsync(NexusErrorCodes.TargetRequired, () => client.CreateAsync(Token).Soon());
        NexusProxy here = await client.SelectAsync(Token, wait: Waiting.Limit).Soon();
        Assert.Equal("here", (await here.CallAsync("name").Soon()).AsString());
    }
}
