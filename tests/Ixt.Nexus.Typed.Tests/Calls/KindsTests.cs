using System.Numerics;

namespace Ixt.Nexus.Typed.Tests;

/// <summary>Every type, through a proxy, over a socket, through a dispatcher, and back.</summary>
public sealed class KindsTests : IAsyncLifetime
{
    private Pair _pair = null!;
    private IKinds _kinds = null!;

    public async ValueTask InitializeAsync()
    {
        _pair = await Pair.StartAsync(static d => d.Provide<IKinds>(new KindsService()));
        _kinds = await _pair.Client.CreateAsync<IKinds>().Soon();
    }

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Fact]
    public async Task Numbers_come_back_as_they_were()
    {
        Assert.True(await _kinds.BooleanAsync(true).Soon());
        Assert.Equal(sbyte.MinValue, await _kinds.SByteAsync(sbyte.MinValue).AsTask().Soon());
        Assert.Equal(byte.MaxValue, await _kinds.ByteAsync(byte.MaxValue).Soon());
        Assert.Equal(short.MinValue, await _kinds.Int16Async(short.MinValue).Soon());
        Assert.Equal(ushort.MaxValue, await _kinds.UInt16Async(ushort.MaxValue).Soon());
        Assert.Equal(int.MinValue, await _kinds.Int32Async(int.MinValue).Soon());
        Assert.Equal(uint.MaxValue, await _kinds.UInt32Async(uint.MaxValue).Soon());
        Assert.Equal(1.5f, await _kinds.SingleAsync(1.5f).Soon());
        Assert.Equal(double.Epsilon, await _kinds.DoubleAsync(double.Epsilon).Soon());
        Assert.Equal(79228162514264337593543950335m, await _kinds.DecimalAsync(decimal.MaxValue).Soon());
        Assert.Equal(0.10m, await _kinds.DecimalAsync(0.10m).Soon());
        Assert.Equal(BigInteger.Pow(7, 100), await _kinds.BigIntAsync(BigInteger.Pow(7, 100)).Soon());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9007199254740991)]
    [InlineData(9007199254740992)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task Whole_numbers_lose_nothing_beyond_2_to_the_53(long value) => Assert.Equal(value, await _kinds.Int64Async(value).Soon());

    [Theory]
    [InlineData(0)]
    [InlineData(9007199254740991)]
    [InlineData(ulong.MaxValue)]
    public async Task So_do_unsigned_ones(ulong value) => Assert.Equal(value, await _kinds.UInt64Async(value).Soon());

    [Theory]
    [InlineData("")]
    [InlineData("Grüße\n\"€\" 🦊")]
    [InlineData("\u0003U")]
    [InlineData("\u0004x")]
    [InlineData("half \ud83d pair")]
    public async Task Text_comes_back_as_it_was(string text)
    {
        Assert.Equal(text, await _kinds.TextAsync(text).Soon());
        Assert.Equal(text, await _kinds.TextOrNullAsync(text).Soon());
    }

    [Fact]
    public async Task Nothing_stays_nothing()
    {
        Assert.Null(await _kinds.TextOrNullAsync(null).Soon());
        Assert.Null(await _kinds.NumberOrNullAsync(null).Soon());
        Assert.Equal(7, await _kinds.NumberOrNullAsync(7).Soon());
    }

    [Fact]
    public async Task Times_ids_and_bytes_come_back_as_they_were()
    {
        DateTime utc = new(2024, 2, 29, 23, 59, 59, 123, DateTimeKind.Utc);
        DateTime back = await _kinds.TimeAsync(utc.AddTicks(4567)).Soon();
        Assert.Equal((utc.AddTicks(4567), DateTimeKind.Utc), (back, back.Kind));
        DateTimeOffset moment = new(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(-5));
        Assert.True(moment.EqualsExact(await _kinds.MomentAsync(moment).Soon()));
        Assert.Equal(new DateOnly(2024, 2, 29), await _kinds.DateAsync(new DateOnly(2024, 2, 29)).Soon());
        Assert.Equal(new TimeOnly(23, 59, 1), await _kinds.ClockAsync(new TimeOnly(23, 59, 1)).Soon());
        Guid id = new("0f8fad5b-d9cb-469f-a165-70867728950e");
        Assert.Equal(id, await _kinds.GuidAsync(id).Soon());
        Assert.Equal(new byte[] { 0, 1, 255 }, await _kinds.BytesAsync([0, 1, 255]).Soon());
    }

    [Fact]
    public async Task Enums_come_back_as_they_were()
    {
        Assert.Equal(Color.DarkGreen, await _kinds.ColorAsync(Color.DarkGreen).Soon());
        Assert.Equal(Color.Blue, await _kinds.ColorAsync(Color.Blue).Soon());
        Assert.Equal((Color)77, await _kinds.ColorAsync((Color)77).Soon());
        Assert.Equal(Rights.Read | Rights.Own, await _kinds.RightsAsync(Rights.Read | Rights.Own).Soon());
    }

    [Fact]
    public async Task Collections_come_back_as_they_were()
    {
        Assert.Equal(new[] { 3, 1, 2 }, await _kinds.ArrayAsync([3, 1, 2]).Soon());
        Assert.Empty(await _kinds.ArrayAsync([]).Soon());
        Assert.Equal(["a", null, "c"], await _kinds.ListAsync(["a", null, "c"]).Soon());
        Assert.Equal([[1, 2], [], [3]], await _kinds.ListsAsync([[1, 2], [], [3]]).Soon());
        Assert.Equal(new Dictionary<string, int> { ["b"] = 1, ["__proto"] = 2, [""] = 3 }, await _kinds.NamedAsync(new() { ["b"] = 1, ["__proto"] = 2, [""] = 3 }).Soon());
        Assert.Equal(new Dictionary<int, string> { [1] = "a", [-2] = "b" }, await _kinds.MapAsync(new Dictionary<int, string> { [1] = "a", [-2] = "b" }).Soon());
        Assert.Equal(["x", "y"], await _kinds.SetAsync(["x", "y"]).Soon());
    }

    [Fact]
    public async Task Classes_and_records_come_back_as_they_were()
    {
        Order order = new("a", 2, Color.Red, "note", [new Order("b", 1), new Order("c", 5, Parts: [])]);
        Order back = await _kinds.OrderAsync(order with { Tag = new object() }).Soon();
        Assert.Equal(order with { Parts = null }, back with { Parts = null });
        Assert.Equal(["b", "c"], back.Parts!.Select(p => p.Id));
        Assert.Equal(8, back.Total);
        Settings settings = await _kinds.SettingsAsync(new Settings { Name = "n", Level = 9, IsActive = false, Comment = "c" }).Soon();
        Assert.Equal(("n", 9, false, "c"), (settings.Name, settings.Level, settings.IsActive, settings.Comment));
        Assert.Equal(new Point(1.5, -2), await _kinds.PointAsync(new Point(1.5, -2)).Soon());
    }

    [Fact]
    public async Task Untyped_values_come_back_as_they_were()
    {
        NexusValue[] values = [NexusValue.Undefined, NexusValue.Null, true, 1.5, "x", new NexusValue[] { 1, NexusValue.Undefined }, NexusValue.From(BigInteger.One)];
        Assert.Equal(values, (await _kinds.AnythingAsync(values).Soon()).Items.ToArray());
        Assert.Equal(new NexusObject { ["a"] = 1 }, await _kinds.ObjectAsync(new NexusObject { ["a"] = 1 }).Soon());
        Assert.Equal(new NexusMap { { "k", 1 } }, await _kinds.NexusMapAsync(new NexusMap { { "k", 1 } }).Soon());
        Assert.Equal(new NexusSet { 1, "b" }, await _kinds.NexusSetAsync(new NexusSet { 1, "b" }).Soon());
    }

    [Fact]
    public async Task Optional_parameters_can_be_given()
        => Assert.Equal("a 1 Red z 2.5", await _kinds.OptionalAsync("a", 1, Color.Red, "z", 2.5).Soon());
}
