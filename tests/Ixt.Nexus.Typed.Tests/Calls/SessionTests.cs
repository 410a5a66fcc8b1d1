namespace Ixt.Nexus.Typed.Tests;

/// <summary>Contracts, tokens and sessions.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task A_call_gets_its_result()
    {
        await using Pair pair = await Pair.StartAsync(static d => d.Provide<IEcho>(new EchoService()));
        IEcho echo = await pair.Client.CreateAsync<IEcho>().Soon();
        Assert.Equal("echo:hello", await echo.EchoAsync("hello").Soon());
    }

    [Fact]
    public async Task Calls_side_by_side_get_their_own_results()
    {
        await using Pair pair = await Pair.StartAsync(static d => d.Provide<IEcho>(new EchoService()));
        IEcho echo = await pair.Client.CreateAsync<IEcho>().Soon();
        string[] results = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => echo.EchoAsync($"{i}"))).Soon();
        Assert.Equal(Enumerable.Range(0, 500).Select(static i => $"echo:{i}"), results);
    }

    [Fact]
    public async Task A_proxy_dies_with_its_session_and_a_new_one_works()
    {
        await using Pair pair = await Pair.StartAsync(static d => d.Provide<ITools>(new ToolsService()));
        ITools tools = await pair.Client.CreateAsync<ITools>().Soon();
        ICounter counter = await tools.MakeCounterAsync().Soon();
        Func<double, ValueTask<double>> add = await tools.AdderAsync(1).Soon();
        await pair.StopDaemonAsync();
        foreach (Func<Task> use in new Func<Task>[] { () => tools.WhoAsync(), () => counter.GetValueAsync(), () => add(1).AsTask(), () => tools.Math.AddAsync(1, 2) })
        {
            Assert.Equal(NexusErrorCodes.ConnectionClosed, (await Assert.ThrowsAsync<NexusException>(() => use().Soon())).Code);
        }

        Assert.False(((INexusProxy)tools).IsConnected);
        Assert.False(((INexusProxy)counter).IsConnected);
        await pair.RestartDaemonAsync();
        Assert.Equal("tools", await (await pair.Client.CreateAsync<ITools>().Soon()).WhoAsync().Soon());
        Assert.Equal(NexusErrorCodes.ConnectionClosed, (await Assert.ThrowsAsync<NexusException>(() => tools.WhoAsync().Soon())).Code);
    }

    [Fact]
    public async Task A_daemon_reaches_a_service_of_its_client()
    {
        await using Pair pair = await Pair.StartAsync(static d => d.Provide<IKinds>(new KindsService()));
        pair.Client.Provide<IEcho>(new EchoService());
        await pair.Client.CreateAsync<IKinds>().Soon();
        IEcho echo = await pair.Daemon.SelectAsync<IEcho>(wait: TestTimeouts.Default).Soon();
        Assert.Equal("echo:from the daemon", await echo.EchoAsync("from the daemon").Soon());
        Assert.Equal("typed-tests", ((INexusProxy)echo).Peer.Identity.AppId);
    }

    [Fact]
    public async Task A_service_that_is_added_between_the_catalogue_and_the_end_of_the_handshake_is_found()
    {
        Pair? pair = null;
        NexusPolicy policy = new()
        {
            // The client decides when the daemon's catalogue has come and before the daemon learns that the session stands.
            CanConnect = (_, _) =>
            {
                pair!.Daemon.Provide<IEcho>(new EchoService());
                return new(true);
            },
        };
        pair = await Pair.StartAsync(static d => d.Provide<IKinds>(new KindsService()), clientPolicy: policy);
        await using Pair used = pair;
        IEcho echo = await pair.Client.CreateAsync<IEcho>().Soon();
        Assert.Equal("echo:x", await echo.EchoAsync("x").Soon());
    }

    [Fact]
    public async Task Targets_of_a_multicast_can_be_typed()
    {
        await using Pair pair = await Pair.StartAsync(static d => d.Provide<IEcho>(new EchoService()));
        NexusMulticast all = await pair.Client.CreateMulticastAsync("example:echo", [NexusTarget.Daemon("typed-tests")]).Soon();
        Assert.Equal("echo:x", await Assert.Single(all.Targets).As<IEcho>().EchoAsync("x").Soon());
    }

    [Fact]
    public async Task A_token_can_be_given_in_place_of_the_attribute()
    {
        await using Pair pair = await Pair.StartAsync(static d => d.Provide<ICounter>(new Counter(3), token: "test:counter"));
        ICounter counter = await pair.Client.CreateAsync<ICounter>(token: "test:counter").Soon();
        Assert.Equal(3, await counter.GetValueAsync().Soon());
    }

    [Fact]
    public async Task A_policy_sees_the_path_of_a_typed_call()
    {
        List<string> asked = [];
        NexusPolicy policy = new()
        {
            CanCall = (request, _) =>
            {
                asked.Add($"{request.Operation} {request.ServiceName} {string.Join('.', request.Path.ToArray())}");
                return new(request.Path.Span[0] != "who");
            },
        };
        await using Pair pair = await Pair.StartAsync(d => d.Provide<ITools>(new ToolsService(), policy));
        ITools tools = await pair.Client.CreateAsync<ITools>().Soon();
        await tools.Math.Sums.GetValueAsync().Soon();
        NexusRemoteException e = await Assert.ThrowsAsync<NexusRemoteException>(() => tools.WhoAsync().Soon());
        Assert.Equal(NexusErrorCodes.CallDenied, e.Remote.Code);
        Assert.Equal(["Get test:tools math.sums.value", "Apply test:tools who"], asked);
    }

    [Fact]
    public void A_type_without_a_contract_says_what_is_missing()
    {
        NexusException e = Assert.Throws<NexusException>(static () => NexusContracts.Of<INamed>());
        Assert.Equal(NexusErrorCodes.UsageInvalid, e.Code);
        Assert.Contains("Ixt.Nexus.Typed.Tests.INamed has no contract", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_has_no_token()
    {
        NexusDaemon daemon = NexusDaemon.Create(new() { AppId = "x" });
        NexusException e = Assert.Throws<NexusException>(() => daemon.Provide<ICounter>(new Counter()));
        Assert.Equal(NexusErrorCodes.UsageInvalid, e.Code);
        Assert.Contains("names no service", e.Message, StringComparison.Ordinal);
    }
}
