using System.Numerics;

namespace Ixt.Nexus.Typed.Tests;

/// <summary>How the types look to a peer that knows nothing of them, and what of such a peer is accepted.</summary>
public sealed class WireFormTests : IAsyncLifetime
{
    private Pair _pair = null!;
    private NexusProxy _kinds = null!;

    public async ValueTask InitializeAsync()
    {
        _pair = await Pair.StartAsync(static d => d.Provide<IKinds>(new KindsService()));
        _kinds = await _pair.Client.CreateAsync("test:kinds").Soon();
    }

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Beyond_2_to_the_53_a_long_is_a_BigInt_and_either_is_read()
    {
        Assert.Equal(NexusKind.Number, (await CallAsync("int64", NexusValue.From(new BigInteger(5)))).Kind);
        Assert.Equal(NexusKind.BigInt, (await CallAsync("int64", NexusValue.From(long.MaxValue))).Kind);
        Assert.Equal(NexusKind.BigInt, (await CallAsync("bigInt", 5)).Kind);
        Assert.Equal(5, await CallAsync("int32", NexusValue.From(new BigInteger(5))));
        Assert.Equal(NexusKind.BigInt, (await CallAsync("uInt64", NexusValue.From(new BigInteger(ulong.MaxValue)))).Kind);
    }

    [Fact]
    public async Task Decimals_are_text_and_numbers_are_read()
    {
        Assert.Equal("0.10", await CallAsync("decimal", "0.10"));
        Assert.Equal("1.5", await CallAsync("decimal", 1.5));
        Assert.Equal("12", await CallAsync("decimal", NexusValue.From(new BigInteger(12))));
    }

    [Fact]
    public async Task Bytes_are_base64_and_what_Node_makes_of_a_Uint8Array_is_read()
    {
        Assert.Equal("AAH/", await CallAsync("bytes", "AAH/"));
        Assert.Equal("AAH/", await CallAsync("bytes", new NexusObject { ["0"] = 0, ["1"] = 1, ["2"] = 255 }));
    }

    [Fact]
    public async Task Enums_are_names_and_numbers_are_read()
    {
        Assert.Equal("darkGreen", await CallAsync("color", "darkGreen"));
        Assert.Equal("#00f", await CallAsync("color", 2));
        Assert.Equal(3, await CallAsync("rights", 3));
        Assert.Equal(1, await CallAsync("rights", "read"));
    }

    [Fact]
    public async Task Times_are_ISO_8601()
    {
        Assert.Equal("2024-02-29T12:00:00.0000000Z", await CallAsync("time", "2024-02-29T12:00:00.000Z"));
        Assert.Equal("2024-02-29T12:00:00.0000000+00:00", await CallAsync("moment", "2024-02-29T12:00:00"));
        Assert.Equal("2024-02-29", await CallAsync("date", "2024-02-29"));
    }

    [Fact]
    public async Task A_record_is_an_object_in_camel_case_and_defaults_fill_what_is_missing()
    {
        NexusValue order = await CallAsync("order", new NexusObject { ["id"] = "a", ["qty"] = 2, ["unknown"] = 1 });
        Assert.Equal(
            new NexusObject { ["id"] = "a", ["qty"] = 2, ["color"] = "#00f", ["note"] = NexusValue.Null, ["parts"] = NexusValue.Null, ["total"] = 2 },
            order.AsObject());
        NexusValue settings = await CallAsync("settings", new NexusObject { ["name"] = "n" });
        Assert.Equal(
            new NexusObject { ["isActive"] = true, ["name"] = "n", ["level"] = 3, ["comment"] = NexusValue.Null },
            settings.AsObject());
    }

    [Fact]
    public async Task Dictionaries_are_objects_or_Maps_and_sets_are_Sets()
    {
        Assert.Equal(NexusKind.Object, (await CallAsync("named", NexusValue.From(new NexusMap { { "a", 1 } }))).Kind);
        Assert.Equal(new NexusMap { { 1, "a" } }, (await CallAsync("map", NexusValue.From(new NexusMap { { 1, "a" } }))).AsMap());
        Assert.Equal(new NexusSet { "a" }, (await CallAsync("set", NexusValue.From(new NexusValue[] { "a", "a" }))).AsSet());
    }

    [Fact]
    public async Task Undefined_and_missing_arguments_take_the_default_and_null_does_not()
    {
        Assert.Equal("a 2 DarkGreen - 1.5", await CallAsync("optional", "a"));
        Assert.Equal("a 2 Red - 1.5", await CallAsync("optional", "a", NexusValue.Undefined, "red"));
        await RefusedAsync("Argument 'times' of 'optional': Expected a whole number, got null.", "optional", "a", NexusValue.Null);
        Assert.Equal(NexusValue.Null, await CallAsync("textOrNull"));
    }

    [Fact]
    public async Task An_argument_of_another_type_is_refused_by_name()
    {
        await RefusedAsync("Argument 'value' of 'text': Expected text, got a number.", "text", 1);
        await RefusedAsync("Argument 'value' of 'text': Expected text, got undefined.", "text");
        await RefusedAsync("Argument 'value' of 'text': Expected text, got null.", "text", NexusValue.Null);
        await RefusedAsync("Argument 'value' of 'byte': Expected a whole number from 0 to 255, got 256.", "byte", 256);
        await RefusedAsync("Argument 'value' of 'byte': Expected a whole number of 64 bits, got 1.5.", "byte", 1.5);
        await RefusedAsync("Argument 'value' of 'color': Expected a name of Color, got 'pink'.", "color", "pink");
        await RefusedAsync("Argument 'value' of 'guid': Expected a GUID, got other text.", "guid", "x");
        await RefusedAsync("Argument 'value' of 'array': At '[1]': Expected a whole number, got text.", "array", NexusValue.From(new NexusValue[] { 1, "x" }));
        await RefusedAsync(
            "Argument 'value' of 'order': At 'parts[0].qty': Expected a whole number, got undefined.",
            "order",
            new NexusObject { ["id"] = "a", ["qty"] = 1, ["parts"] = new NexusValue[] { new NexusObject { ["id"] = "b" } } });
        await RefusedAsync("Argument 'value' of 'settings': At 'name': Expected text, got undefined.", "settings", new NexusObject());
    }

    [Fact]
    public async Task Only_the_members_of_the_interface_are_reachable()
    {
        foreach (string member in new[] { "ToString", "toString", "getHashCode", "EchoAsync", "equals", "hasOwnProperty" })
        {
            NexusRemoteException e = await Assert.ThrowsAsync<NexusRemoteException>(() => CallAsync(member));
            Assert.Equal(NexusErrorCodes.TargetNotCallable, e.Remote.Code);
        }
    }

    private Task<NexusValue> CallAsync(string member, params NexusValue[] arguments) => _kinds.CallAsync(member, arguments).AsTask().Soon();

    private async Task RefusedAsync(string message, string member, params NexusValue[] arguments)
    {
        NexusRemoteException e = await Assert.ThrowsAsync<NexusRemoteException>(() => CallAsync(member, arguments));
        Assert.Equal((NexusErrorCodes.UsageInvalid, message), (e.Remote.Code, e.Remote.Message));
    }
}
