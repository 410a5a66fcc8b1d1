namespace Ixt.Nexus.Interop.Tests;

/// <summary>One call to several peers.</summary>
public sealed class MulticastTests
{
    private const string Token = "app:many";

    private static readonly NexusTarget[] s_targets = [NexusTarget.Daemon("app", "one"), NexusTarget.Daemon("app", "two"), NexusTarget.Daemon("app", "three")];

    [Fact]
    public async Task A_CSharp_client_calls_several_Node_daemons_and_they_call_back()
    {
        await using Stage stage = await Stage.StartAsync();
        NodePeer victim = await stage.NodeAsync();
        foreach ((NodePeer node, string name) in new[] { (stage.Node, "one"), (stage.Node, "two"), (victim, "three") })
        {
            await node.RunAsync($$"""
                const nexus = daemon({ instance: "{{name}}" }).provide(new Token("app:many"), {
                  async name() { return "{{name}}"; },
                  async ask(f) { return await f("{{name}}"); },
                  async picky() { if ("{{name}}" === "two") throw new Error("not me"); return "{{name}}"; },
                });
                await nexus.ready();
                """);
        }

        NexusClient client = stage.Client();
        NexusMulticast all = await client.CreateMulticastAsync(Token, s_targets).Soon();
        Assert.Equal(["one", "two", "three"], Values(await all.CallAsync("name", default).Soon()));
        Assert.Equal(["ONE", "TWO", "THREE"], Values(await all.CallAsync("ask", new NexusValue[] { Upper() }).Soon()));
        IReadOnlyList<NexusMulticastResult> picky = await all.CallAsync("picky", default).Soon();
        Assert.Equal([true, false, true], picky.Select(r => r.IsFulfilled));
        Assert.Equal("not me", Assert.IsType<NexusRemoteException>(picky[1].Error).Remote.Message);
        List<string> streamed = [];
        await foreach (NexusMulticastResult result in all.StreamAsync("name", default))
        {
            streamed.Add($"{result.From.Identity.Instance}:{result.Value.AsString()}");
        }

        Assert.Equal(["one:one", "two:two", "three:three"], streamed);

        // Who is lost is left out.
        await victim.Program.KillAsync();
        Assert.Equal(["one", "two"], Values(await all.CallAsync("name", default).Soon()));
        Assert.Equal(["one", "two"], Values(await client.SelectMulticast(Token).CallAsync("name", default).Soon()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_Node_client_calls_several_CSharp_daemons_and_they_call_back()
    {
        await using Stage stage = await Stage.StartAsync();
        foreach (string name in new[] { "one", "two", "three" })
        {
            await stage.DaemonAsync(
                Token,
                new NexusMembers()
                    .Function("name", (_, _) => new(name))
                    .Function("ask", async (arguments, cancellationToken) =>
                    {
                        using NexusRef f = arguments.Span[0].AsRef();
                        return await f.CallAsync(new NexusValue[] { name }, cancellationToken);
                    })
                    .Function("picky", (_, _) => name == "two" ? throw new InvalidOperationException("not me") : new(name)),
                new() { Instance = name });
        }

        await stage.Node.ShouldAsync("""
            [["one","two","three"],["ONE","TWO","THREE"],["one","E_UNKNOWN not me","three"],["one","two","three"]]
            """, """
            const nexus = client();
            const targets = [target("one"), target("two"), target("three")];
            const all = await nexus.createMulticast(new Token("app:many"), { targets });
            const values = (results) => results.map((r) => r.status === "fulfilled" ? r.value : `${r.reason.code} ${r.reason.message}`);
            const stream = await nexus.createMulticast(new Token("app:many"), { targets, expects: "stream" });
            const streamed = [];
            for await (const result of await stream.name()) streamed.push(result);
            return [values(await all.name()), values(await all.ask((x) => x.toUpperCase())), values(await all.picky()), values(streamed)];
            """);
    }

    private static NexusValue Upper() => NexusValue.From(new NexusFunction((arguments, _) => new(arguments.Span[0].AsString().ToUpperInvariant())));

    private static IEnumerable<string> Values(IEnumerable<NexusMulticastResult> results) => results.Select(r => r.Value.AsString());
}
