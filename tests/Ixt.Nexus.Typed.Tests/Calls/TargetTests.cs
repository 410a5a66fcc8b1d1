namespace Ixt.Nexus.Typed.Tests;

/// <summary>Which daemon is meant: the call's target, the service's own, the client's default, the only one that is connected at start.</summary>
public sealed class TargetTests
{
    [Fact]
    public async Task A_services_own_target_goes_before_the_clients_and_behind_the_calls()
    {
        await using Daemons daemons = new();
        foreach ((string appId, string? instance) in new[] { ("aimed-app", "second"), ("other-app", null), ("third-app", null) })
        {
            await daemons.StartAsync(appId, instance, NexusProvider.Of<IAimed>(new Aimed(appId)), NexusProvider.Of<IAimed>(new Aimed(appId), token: "test:other"));
        }

        NexusClient client = daemons.Client(new() { DefaultTarget = NexusTarget.Daemon("other-app") });
        Assert.Equal("aimed-app", await (await client.CreateAsync<IAimed>().Soon()).WhereAsync().Soon());
        Assert.Equal("third-app", await (await client.CreateAsync<IAimed>(NexusTarget.Daemon("third-app")).Soon()).WhereAsync().Soon());

        // Another token is another service: the interface's target is not its.
        Assert.Equal("other-app", await (await client.CreateAsync<IAimed>(token: "test:other").Soon()).WhereAsync().Soon());
    }

    [Fact]
    public async Task A_search_without_descriptor_and_matcher_begins_with_the_services_own_target()
    {
        await using Daemons daemons = new();
        await daemons.StartAsync("aimed-app", "second", NexusProvider.Of<IAimed>(new Aimed("aimed-app")));
        NexusClient client = daemons.Client();
        IAimed aimed = await client.CreateAsync<IAimed>(new NexusSearch { Expects = NexusExpects.First }).Soon();
        Assert.Equal("aimed-app", await aimed.WhereAsync().Soon());
        Assert.Equal(NexusTarget.Daemon("aimed-app", "second"), ((INexusProxy)aimed).Peer.Selected);
    }

    [Fact]
    public async Task A_unique_connectTo_is_the_default_of_a_service_that_has_none()
    {
        await using Daemons daemons = new();
        await daemons.StartAsync("example-app", null, NexusProvider.Of<IEcho>(new EchoService()));
        NexusClient client = daemons.Client(new() { ConnectTo = [NexusTarget.Daemon("example-app")] });
        Assert.Equal("echo:hello", await (await client.CreateAsync<IEcho>().Soon()).EchoAsync("hello").Soon());
        Assert.Equal(NexusErrorCodes.TargetRequired, (await Assert.ThrowsAsync<NexusException>(() => daemons.Client().CreateAsync<IEcho>().Soon())).Code);
    }
}
