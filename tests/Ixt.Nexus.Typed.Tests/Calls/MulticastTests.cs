namespace Ixt.Nexus.Typed.Tests;

/// <summary>One call to several daemons, through the interface.</summary>
public sealed class MulticastTests
{
    private static readonly NexusTarget[] s_all = [NexusTarget.Daemon("app", "a"), NexusTarget.Daemon("app", "b"), NexusTarget.Daemon("app", "c")];

    [Fact]
    public async Task Results_come_in_the_order_of_the_targets_and_an_error_is_one_of_them()
    {
        await using Daemons daemons = new();
        await StartAsync(daemons, "a", "here", "b", "", "c", "there");
        NexusMulticast<IAimed> all = await daemons.Client().CreateMulticastAsync<IAimed>(s_all).Soon();
        Assert.Equal(("test:aimed", 3), (all.Token, all.Targets.Count));
        IReadOnlyList<NexusMulticastResult<string>> results = await all.CallAsync(aimed => aimed.WhereAsync()).Soon();
        Assert.Equal(["a", "b", "c"], results.Select(r => r.From.Identity.Instance));
        Assert.Equal(["here", null, "there"], results.Select(r => r.Value));
        Assert.Equal([true, false, true], results.Select(r => r.IsFulfilled));
        Assert.Equal("nowhere", Assert.IsType<NexusRemoteException>(results[1].Error).Remote.Message);

        List<string?> streamed = [];
        await foreach (NexusMulticastResult<string> result in all.StreamAsync(aimed => aimed.WhereAsync()))
        {
            streamed.Add(result.Value);
        }

        Assert.Equal(["here", null, "there"], streamed);
    }

    [Fact]
    public async Task Who_is_lost_is_left_out_and_when_all_are_lost_the_call_fails()
    {
        await using Daemons daemons = new();
        NexusDaemon[] started = await StartAsync(daemons, "a", "1", "b", "2", "c", "3");
        NexusMulticast<IAimed> all = await daemons.Client().CreateMulticastAsync<IAimed>(s_all).Soon();
        await started[1].DisposeAsync();
        await GoneAsync(all.Targets[1]);
        Assert.Equal(["1", "3"], (await all.CallAsync(aimed => aimed.WhereAsync()).Soon()).Select(r => r.Value));
        await started[0].DisposeAsync();
        await started[2].DisposeAsync();
        await GoneAsync(all.Targets[0]);
        await GoneAsync(all.Targets[2]);
        Assert.Equal(NexusErrorCodes.ConnectionClosed, (await Assert.ThrowsAsync<NexusException>(() => all.CallAsync(aimed => aimed.WhereAsync()).Soon())).Code);
    }

    [Fact]
    public async Task A_selection_takes_who_is_connected_and_may_be_empty()
    {
        await using Daemons daemons = new();
        await StartAsync(daemons, "a", "1", "b", "2");
        NexusClient client = daemons.Client(new() { ConnectTo = [.. s_all[..2]] });
        Assert.Empty(await client.SelectMulticast<IAimed>().CallAsync(aimed => aimed.WhereAsync()).Soon());
        await client.StartAsync().Soon();
        Assert.Equal(["1", "2"], (await client.SelectMulticast<IAimed>().CallAsync(aimed => aimed.WhereAsync()).Soon()).Select(r => r.Value).Order(StringComparer.Ordinal));
        Assert.Equal(["2"], (await client.SelectMulticast<IAimed>(NexusMatchers.Instance("b")).CallAsync(aimed => aimed.WhereAsync()).Soon()).Select(r => r.Value));
        Assert.Empty(await client.SelectMulticast<IAimed>(token: "test:other").CallAsync(aimed => aimed.WhereAsync()).Soon());
    }

    private static async Task<NexusDaemon[]> StartAsync(Daemons daemons, params string[] instancesAndAnswers) =>
        await Task.WhenAll(instancesAndAnswers.Chunk(2).Select(pair => daemons.StartAsync("app", pair[0], NexusProvider.Of<IAimed>(new Aimed(pair[1])))));

    // The end of a session takes a moment to come over the socket.
    private static async Task GoneAsync(IAimed target)
    {
        while (true)
        {
            try
            {
                await target.WhereAsync().Soon();
            }
            catch (NexusException e) when (e.Code == NexusErrorCodes.ConnectionClosed)
            {
                return;
            }
        }
    }
}
