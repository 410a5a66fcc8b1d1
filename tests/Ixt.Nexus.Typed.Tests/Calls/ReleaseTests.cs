namespace Ixt.Nexus.Typed.Tests;

/// <summary>What is released is free at the peer: each side may hold two references here.</summary>
public sealed class ReleaseTests : IAsyncLifetime
{
    private readonly ToolsService _service = new();
    private Pair _pair = null!;
    private ITools _tools = null!;

    public async ValueTask InitializeAsync()
    {
        _pair = await Pair.StartAsync(d => d.Provide<ITools>(_service), new NexusLimits { MaxReferences = 2 });
        _tools = await _pair.Client.CreateAsync<ITools>().Soon();
    }

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Objects_that_are_disposed_of_make_room()
    {
        for (int i = 0; i < 10; i++)
        {
            using ICounter counter = await _tools.MakeCounterAsync(i).Soon();
            Assert.Equal(i, await counter.GetValueAsync().Soon());
        }
    }

    [Fact]
    public async Task Objects_that_are_kept_do_not()
    {
        using ICounter first = await _tools.MakeCounterAsync().Soon();
        using ICounter second = await _tools.MakeCounterAsync().Soon();
        NexusRemoteException e = await Assert.ThrowsAsync<NexusRemoteException>(() => _tools.MakeCounterAsync().Soon());
        Assert.Equal(NexusErrorCodes.Overloaded, e.Remote.Code);
    }

    [Fact]
    public async Task Callbacks_that_their_receiver_releases_make_room()
    {
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(0, await _tools.LaterAsync(static k => Task.FromResult(k), 1).Soon());
        }
    }

    [Fact]
    public async Task References_among_refused_arguments_are_released()
    {
        NexusProxy tools = await _pair.Client.CreateAsync("test:tools").Soon();
        for (int i = 0; i < 10; i++)
        {
            NexusValue counter = NexusValue.From(NexusContracts.Of<ICounter>().CreateDispatcher(new Counter()));
            NexusRemoteException e = await Assert.ThrowsAsync<NexusRemoteException>(() => tools.CallAsync("keep", counter, "no number").AsTask().Soon());
            Assert.Equal("Argument 'number' of 'keep': Expected a whole number, got text.", e.Remote.Message);
        }

        Assert.Null(_service.Kept);
    }

    [Fact]
    public async Task References_in_a_result_of_another_type_are_released()
    {
        _pair.Daemon.Provide("test:liar", new NexusMembers().Function("bundle", static (_, _) => new(new NexusObject { ["counter"] = NexusValue.From(new NexusMembers()), ["functions"] = 1 })));
        ITools liar = await _pair.Client.CreateAsync<ITools>(token: "test:liar").Soon();
        for (int i = 0; i < 10; i++)
        {
            NexusException e = await Assert.ThrowsAsync<NexusException>(() => liar.BundleAsync(null!).Soon());
            Assert.Equal((NexusErrorCodes.ProtocolError, "The result of 'test:liar.bundle' is not what the contract says. At 'functions': Expected an array, got a number."), (e.Code, e.Message));
        }
    }
}
