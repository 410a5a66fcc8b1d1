namespace Ixt.Nexus.Tests.Nodes;

public sealed class OptionTests
{
    public static TheoryData<string> Wrong => ["app", "auth timeout", "line", "long line", "call timeout", "calls", "pending", "references", "providers", "unsent", "sessions", "large calls"];

    [Theory, MemberData(nameof(Wrong))]
    public void Options_out_of_range_are_refused_at_configuration(string what)
    {
        NexusClientOptions fine = new() { AppId = "app" };
        NexusClientOptions wrong = what switch
        {
            "app" => fine with { AppId = "" },
            "auth timeout" => fine with { AuthTimeout = TimeSpan.Zero },
            "line" => fine with { MaxAuthLineBytes = 0 },
            "long line" => fine with { MaxAuthLineBytes = (1024 * 1024) + 1 },
            "call timeout" => fine with { CallTimeout = TimeSpan.Zero },
            "calls" => fine with { Limits = new() { MaxConcurrentCalls = 0 } },
            "pending" => fine with { Limits = new() { MaxPendingCalls = 0 } },
            "references" => fine with { Limits = new() { MaxReferences = 0 } },
            "providers" => fine with { Limits = new() { MaxProviders = 0 } },
            "unsent" => fine with { Limits = new() { MaxUnsentBytes = 0 } },
            "sessions" => fine with { Limits = new() { MaxSessions = 0 } },
            "large calls" => fine with { Limits = new() { MaxLargeCallBytes = 0 } },
            _ => throw new ArgumentException(what, nameof(what)),
        };
        Assert.Equal("E_CONFIGURATION_INVALID", Assert.Throws<NexusException>(() => NexusClient.Create(wrong)).Code);
    }

    [Fact]
    public void Calls_may_wait_without_end() => NexusClient.Create(new() { AppId = "app", CallTimeout = Timeout.InfiniteTimeSpan });

    [Theory]
    [InlineData("__proto__")]
    [InlineData("prototype")]
    [InlineData("constructor")]
    public async Task A_service_that_no_peer_could_reach_is_refused(string token)
    {
        await using NexusClient client = NexusClient.Create(new() { AppId = "app" });
        Assert.Equal("E_CONFIGURATION_INVALID", Assert.Throws<NexusException>(() => client.Provide(token, DemoService.Create())).Code);
        Assert.ThrowsAny<ArgumentException>(() => client.Provide("", DemoService.Create()));
    }
}
