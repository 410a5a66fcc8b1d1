using System.Numerics;

namespace Ixt.Nexus.Typed.Tests;

/// <summary>One function per type that travels; each gives back what it gets.</summary>
[NexusService("test:kinds")]
public interface IKinds
{
    Task<bool> BooleanAsync(bool value);

    ValueTask<sbyte> SByteAsync(sbyte value);

    Task<byte> ByteAsync(byte value);

    Task<short> Int16Async(short value);

    Task<ushort> UInt16Async(ushort value);

    Task<int> Int32Async(int value);

    Task<uint> UInt32Async(uint value);

    Task<long> Int64Async(long value);

    Task<ulong> UInt64Async(ulong value);

    Task<float> SingleAsync(float value);

    Task<double> DoubleAsync(double value);

    Task<decimal> DecimalAsync(decimal value);

    Task<BigInteger> BigIntAsync(BigInteger value);

    Task<string> TextAsync(string value);

    Task<string?> TextOrNullAsync(string? value);

    Task<int?> NumberOrNullAsync(int? value);

    Task<byte[]> BytesAsync(byte[] value);

    Task<Color> ColorAsync(Color value);

    Task<Rights> RightsAsync(Rights value);

    Task<DateTime> TimeAsync(DateTime value);

    Task<DateTimeOffset> MomentAsync(DateTimeOffset value);

    Task<DateOnly> DateAsync(DateOnly value);

    Task<TimeOnly> ClockAsync(TimeOnly value);

    Task<Guid> GuidAsync(Guid value);

    Task<int[]> ArrayAsync(int[] value);

    Task<List<string?>> ListAsync(List<string?> value);

    Task<IReadOnlyList<IReadOnlyList<double>>> ListsAsync(IReadOnlyList<IReadOnlyList<double>> value);

    Task<Dictionary<string, int>> NamedAsync(Dictionary<string, int> value);

    Task<IReadOnlyDictionary<int, string>> MapAsync(IReadOnlyDictionary<int, string> value);

    Task<HashSet<string>> SetAsync(HashSet<string> value);

    Task<Order> OrderAsync(Order value);

    Task<Settings> SettingsAsync(Settings value);

    Task<Point> PointAsync(Point value);

    Task<NexusValue> AnythingAsync(NexusValue value);

    Task<NexusObject> ObjectAsync(NexusObject value);

    Task<NexusMap> NexusMapAsync(NexusMap value);

    Task<NexusSet> NexusSetAsync(NexusSet value);

    Task<string> OptionalAsync(string text, int times = 2, Color color = Color.DarkGreen, string? suffix = null, double factor = 1.5);
}
