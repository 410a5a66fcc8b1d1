using System.Globalization;
using System.Numerics;

namespace Ixt.Nexus.Typed.Tests;

internal sealed class KindsService : IKinds
{
    public Task<bool> BooleanAsync(bool value) => Task.FromResult(value);

    public ValueTask<sbyte> SByteAsync(sbyte value) => ValueTask.FromResult(value);

    public Task<byte> ByteAsync(byte value) => Task.FromResult(value);

    public Task<short> Int16Async(short value) => Task.FromResult(value);

    public Task<ushort> UInt16Async(ushort value) => Task.FromResult(value);

    public Task<int> Int32Async(int value) => Task.FromResult(value);

    public Task<uint> UInt32Async(uint value) => Task.FromResult(value);

    public Task<long> Int64Async(long value) => Task.FromResult(value);

    public Task<ulong> UInt64Async(ulong value) => Task.FromResult(value);

    public Task<float> SingleAsync(float value) => Task.FromResult(value);

    public Task<double> DoubleAsync(double value) => Task.FromResult(value);

    public Task<decimal> DecimalAsync(decimal value) => Task.FromResult(value);

    public Task<BigInteger> BigIntAsync(BigInteger value) => Task.FromResult(value);

    public Task<string> TextAsync(string value) => Task.FromResult(value);

    public Task<string?> TextOrNullAsync(string? value) => Task.FromResult(value);

    public Task<int?> NumberOrNullAsync(int? value) => Task.FromResult(value);

    public Task<byte[]> BytesAsync(byte[] value) => Task.FromResult(value);

    public Task<Color> ColorAsync(Color value) => Task.FromResult(value);

    public Task<Rights> RightsAsync(Rights value) => Task.FromResult(value);

    public Task<DateTime> TimeAsync(DateTime value) => Task.FromResult(value);

    public Task<DateTimeOffset> MomentAsync(DateTimeOffset value) => Task.FromResult(value);

    public Task<DateOnly> DateAsync(DateOnly value) => Task.FromResult(value);

    public Task<TimeOnly> ClockAsync(TimeOnly value) => Task.FromResult(value);

    public Task<Guid> GuidAsync(Guid value) => Task.FromResult(value);

    public Task<int[]> ArrayAsync(int[] value) => Task.FromResult(value);

    public Task<List<string?>> ListAsync(List<string?> value) => Task.FromResult(value);

    public Task<IReadOnlyList<IReadOnlyList<double>>> ListsAsync(IReadOnlyList<IReadOnlyList<double>> value) => Task.FromResult(value);

    public Task<Dictionary<string, int>> NamedAsync(Dictionary<string, int> value) => Task.FromResult(value);

    public Task<IReadOnlyDictionary<int, string>> MapAsync(IReadOnlyDictionary<int, string> value) => Task.FromResult(value);

    public Task<HashSet<string>> SetAsync(HashSet<string> value) => Task.FromResult(value);

    public Task<Order> OrderAsync(Order value) => Task.FromResult(value);

    public Task<Settings> SettingsAsync(Settings value) => Task.FromResult(value);

    public Task<Point> PointAsync(Point value) => Task.FromResult(value);

    public Task<NexusValue> AnythingAsync(NexusValue value) => Task.FromResult(value);

    public Task<NexusObject> ObjectAsync(NexusObject value) => Task.FromResult(value);

    public Task<NexusMap> NexusMapAsync(NexusMap value) => Task.FromResult(value);

    public Task<NexusSet> NexusSetAsync(NexusSet value) => Task.FromResult(value);

    public Task<string> OptionalAsync(string text, int times = 2, Color color = Color.DarkGreen, string? suffix = null, double factor = 1.5) =>
        Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{text} {times} {color} {suffix ?? "-"} {factor}"));
}
