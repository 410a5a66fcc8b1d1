namespace Ixt.Nexus.Interop.Tests;

/// <summary>Members of services: nested, read, assigned, called; those of references are in <see cref="ReferenceTests"/>.</summary>
public sealed class MemberTests
{
    private const string Token = "app:service";

    [Fact]
    public async Task Members_of_a_Node_service_can_be_read_assigned_and_called_at_any_depth()
    {
        await using Stage stage = await Stage.StartAsync();
        await stage.Node.RunAsync("""
            k.service = { limit: 3, list: [10, 20], deep: { er: { value: 1, async twice(x) { return x * 2; } } } };
            await daemon().provide(new Token("app:service"), k.service).ready();
            """);
        NexusProxy proxy = await stage.Client().CreateAsync(Token).Soon();
        Assert.Equal(3, (await proxy.GetAsync("limit").Soon()).AsDouble());
        Assert.Equal(20, (await proxy.GetAsync("list", "1").Soon()).AsDouble());
        Assert.Equal(2, (await proxy.GetAsync("list", "length").Soon()).AsDouble());
        Assert.Equal(1, (await proxy.GetAsync("deep", "er", "value").Soon()).AsDouble());
        Assert.Equal(NexusValue.Undefined, await proxy.GetAsync("deep", "nothing", "below").Soon());
        Assert.Equal(42, (await proxy.InvokeAsync(NexusOperation.Apply, new[] { "deep", "er", "twice" }, new NexusValue[] { 21 }).Soon()).AsDouble());
        Assert.True((await proxy.InvokeAsync(NexusOperation.Set, new[] { "deep", "er", "value" }, new NexusValue[] { 7 }).Soon()).AsBoolean());
        await stage.Node.ShouldAsync("7", "return k.service.deep.er.value;");
        using NexusRef twice = (await proxy.GetAsync("deep", "er", "twice").Soon()).AsRef();
        Assert.Equal(10, (await twice.CallAsync(5).Soon()).AsDouble());
        await Catch.RemoteAsync(NexusErrorCodes.TargetNotCallable, () => proxy.CallAsync("limit"));
        await Catch.RemoteAsync(NexusErrorCodes.InvalidServicePath, () => proxy.GetAsync("deep", "constructor"));
    }

    [Fact]
    public async Task Node_reads_and_calls_members_of_a_CSharp_service_at_any_depth()
    {
        await using Stage stage = await Stage.StartAsync();
        NexusValue value = 1;
        await stage.DaemonAsync(Token, new NexusMembers()
            .Property("limit", () => 3)
            .Property("list", () => new NexusValue[] { 10, 20 })
            .Nested("deep", new NexusMembers().Nested("er", new NexusMembers()
                .Property("value", () => value, v => value = v)
                .Function("twice", (arguments, _) => new(arguments.Span[0].AsDouble() * 2)))));
        await stage.Node.ShouldAsync("[3,[10,20],1,{'$':'undefined'},42,10,'E_TARGET_NOT_CALLABLE','E_INVALID_SERVICE_PATH','TypeError']", """
            const proxy = await client().create(new Token("app:service"));
            const twice = await proxy.deep.er.twice;
            const assigned = () => { "use strict"; try { proxy.deep = 1; } catch (e) { return e.name; } };
            return [await proxy.limit, await proxy.list, await proxy.deep.er.value, await proxy.deep.nothing.below, await proxy.deep.er.twice(21), await twice(5),
              (await failed(proxy.limit())).remote.code, (await failed(proxy.deep.__proto__.x())).remote.code, assigned()];
            """);
        Assert.Equal(1, value.AsDouble());
    }
}
