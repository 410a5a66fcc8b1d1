using System.Numerics;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>What becomes of values that only one side has words for; the rest is in the steps.</summary>
public sealed class ValueTests
{
    private const string Token = "app:values";

    [Theory]
    [InlineData("NaN", "null")]
    [InlineData("-Infinity", "null")]
    [InlineData("-0", "0")]
    [InlineData("[,1]", "[null,1]")]
    [InlineData("new Date(0)", "{}")]
    [InlineData("/x/", "{}")]
    [InlineData("new Error('x')", "{}")]
    [InlineData("new Uint8Array([1,2])", "{'0':1,'1':2}")]
    [InlineData("Object.assign(new (class { get g() { return 1; } own = 2; })(), { more: 3 })", "{'own':2,'more':3}")]
    [InlineData("Symbol('s')", "null")]
    public async Task What_Node_makes_of_its_own_objects_is_read(string script, string arrives)
    {
        await using Stage stage = await Stage.StartAsync();
        NexusValue seen = default;
        await stage.DaemonAsync(Token, new NexusMembers().Function("see", (arguments, _) =>
        {
            seen = arguments.Span[0];
            return new(NexusValue.Undefined);
        }));
        await stage.Node.RunAsync($"""await (await client().create(new Token("app:values"))).see({script});""");
        Assert.Equal(arrives.Replace('\'', '"'), seen.ToString());
    }

    [Fact]
    public async Task Numbers_of_64_bits_and_more_keep_every_digit()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.nexus = daemon().provide(new Token("app:values"), { async describe(x) { return `${typeof x} ${x}`; }, async next(x) { return x + 1n; } });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client().CreateAsync(Token).Soon();
        Assert.Equal("bigint 9223372036854775807", (await proxy.CallAsync("describe", long.MaxValue).Soon()).AsString());
        Assert.Equal("number 9007199254740991", (await proxy.CallAsync("describe", 9007199254740991L).Soon()).AsString());
        Assert.Equal("bigint 12", (await proxy.CallAsync("describe", NexusValue.From(new BigInteger(12))).Soon()).AsString());
        Assert.Equal("object null", (await proxy.CallAsync("describe", double.NaN).Soon()).AsString());
        BigInteger large = BigInteger.Pow(7, 1000);
        Assert.Equal(large + 1, (await proxy.CallAsync("next", NexusValue.From(large)).Soon()).AsBigInteger());
    }

    [Fact]
    public async Task Errors_of_every_kind_are_read_and_ours_carry_no_stack()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.thrown = {
              plain: () => new TypeError("plain"),
              coded: () => Object.assign(new Error("lost on the wire"), { code: "E_CUSTOM", detail: 7 }),
              caused: () => new Error("outer", { cause: new RangeError("inner", { cause: "deepest" }) }),
              numbered: () => Object.assign(new Error("numbered"), { code: 42 }),
              text: () => "text", nothing: () => null, undefined: () => undefined, object: () => ({ a: 1 }),
            };
            k.nexus = daemon().provide(new Token("app:values"), { async fail(name) { throw k.thrown[name](); }, async system() { (await import("node:fs")).readFileSync("/nowhere/at/all"); } });
            await k.nexus.ready();
            """);
        NexusProxy proxy = await stage.Client().CreateAsync(Token).Soon();
        NexusRemoteError plain = await Catch.RemoteAsync("E_UNKNOWN", () => proxy.CallAsync("fail", "plain"));
        Assert.Equal(("TypeError", "plain"), (plain.Name, plain.Message));
        Assert.Null((await Catch.RemoteAsync("E_CUSTOM", () => proxy.CallAsync("fail", "coded"))).Message);
        NexusRemoteError caused = await Catch.RemoteAsync("E_UNKNOWN", () => proxy.CallAsync("fail", "caused"));
        Assert.Equal(("outer", "inner", "deepest"), (caused.Message, caused.Cause?.Message, caused.Cause?.Cause?.Message));
        Assert.Equal("numbered", (await Catch.RemoteAsync("E_UNKNOWN", () => proxy.CallAsync("fail", "numbered"))).Message);
        Assert.Equal("text", (await Catch.RemoteAsync("E_UNKNOWN", () => proxy.CallAsync("fail", "text"))).Message);
        Assert.Equal("null", (await Catch.RemoteAsync("E_UNKNOWN", () => proxy.CallAsync("fail", "nothing"))).Message);
        Assert.Equal("undefined", (await Catch.RemoteAsync("E_UNKNOWN", () => proxy.CallAsync("fail", "undefined"))).Message);
        Assert.Equal("[object Object]", (await Catch.RemoteAsync("E_UNKNOWN", () => proxy.CallAsync("fail", "object"))).Message);
        Assert.Equal("open", (await Catch.RemoteAsync("ENOENT", () => proxy.CallAsync("system"))).Raw["syscall"].AsString());

        await stage.DaemonAsync(
            Token,
            new NexusMembers()
                .Function("plain", (_, _) => throw new InvalidOperationException("plain", new FormatException("hidden")))
                .Function("coded", (_, _) => throw new NexusException("E_CUSTOM", "kept on the wire", new NexusException("E_WHY", "because"))),
            new() { Instance = "own" });
        await stage.Node.ShouldAsync("""
            [{"name":"Error","code":"E_UNKNOWN","message":"plain"},
             {"name":"NexusError","code":"E_CUSTOM","message":"kept on the wire","cause":{"name":"NexusError","code":"E_WHY","message":"because"}}]
            """, """
            const proxy = await client().create(new Token("app:values"), { target: target("own") });
            const thrown = async (call) => { try { await call(); } catch (e) { return { ...e.context.remoteError }; } };
            return [await thrown(() => proxy.plain()), await thrown(() => proxy.coded())];
            """);
    }

    [Fact]
    public async Task Only_what_is_registered_can_be_reached_from_Node()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.DaemonAsync(Token, new NexusMembers().Function("known", (_, _) => new(1)).Property("fixed", () => "so"));
        await stage.Node.ShouldAsync("""
            ["E_TARGET_NOT_CALLABLE","E_TARGET_NOT_CALLABLE","E_TARGET_NOT_CALLABLE","E_TARGET_NOT_CALLABLE","E_TARGET_NOT_CALLABLE","E_SERVICE_ACQUISITION_TIMEOUT",1]
            """, """
            const nexus = client();
            const proxy = await nexus.create(new Token("app:values"));
            const code = async (p) => (await failed(p)).remote.code;
            return [await code(proxy.hasOwnProperty("known")), await code(proxy.GetType()), await code(proxy.InvokeAsync()), await code(proxy.known.apply(null, [])), await code(proxy.fixed()),
              (await failed(nexus.create(new Token("app:unknown"), { timeout: 50 }))).code, await proxy.known()];
            """);
    }
}
