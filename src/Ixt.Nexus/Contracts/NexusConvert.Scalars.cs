using System.ComponentModel;
using System.Globalization;
using System.Numerics;

namespace Ixt.Nexus;

/// <summary>.NET values to Nexus values and back, for generated code. Every reader throws <see cref="NexusValueException"/> when the value is of another kind.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class NexusConvert
{
    /// <summary>A boolean.</summary>
    public static bool ReadBoolean(NexusValue value) => value.AsBoolean();

    /// <summary>A boolean.</summary>
    public static NexusValue WriteBoolean(bool value) => NexusValue.From(value);

    /// <summary>A whole number, from a number or a BigInt.</summary>
    public static sbyte ReadSByte(NexusValue value) => (sbyte)Within(value, sbyte.MinValue, sbyte.MaxValue);

    /// <summary>A number.</summary>
    public static NexusValue WriteSByte(sbyte value) => NexusValue.From((double)value);

    /// <summary>A whole number, from a number or a BigInt.</summary>
    public static byte ReadByte(NexusValue value) => (byte)Within(value, byte.MinValue, byte.MaxValue);

    /// <summary>A number.</summary>
    public static NexusValue WriteByte(byte value) => NexusValue.From((double)value);

    /// <summary>A whole number, from a number or a BigInt.</summary>
    public static short ReadInt16(NexusValue value) => (short)Within(value, short.MinValue, short.MaxValue);

    /// <summary>A number.</summary>
    public static NexusValue WriteInt16(short value) => NexusValue.From((double)value);

    /// <summary>A whole number, from a number or a BigInt.</summary>
    public static ushort ReadUInt16(NexusValue value) => (ushort)Within(value, ushort.MinValue, ushort.MaxValue);

    /// <summary>A number.</summary>
    public static NexusValue WriteUInt16(ushort value) => NexusValue.From((double)value);

    /// <summary>A whole number, from a number or a BigInt.</summary>
    public static int ReadInt32(NexusValue value) => value.AsInt32();

    /// <summary>A number.</summary>
    public static NexusValue WriteInt32(int value) => NexusValue.From((double)value);

    /// <summary>A whole number, from a number or a BigInt.</summary>
    public static uint ReadUInt32(NexusValue value) => (uint)Within(value, uint.MinValue, uint.MaxValue);

    /// <summary>A number.</summary>
    public static NexusValue WriteUInt32(uint value) => NexusValue.From((double)value);

    /// <summary>A whole number, from a number or a BigInt.</summary>
    public static long ReadInt64(NexusValue value) => value.AsInt64();

    /// <summary>A number where JavaScript's numbers are exact, beyond that a BigInt.</summary>
    public static NexusValue WriteInt64(long value) => NexusValue.From(value);

    /// <summary>A whole number, from a number or a BigInt.</summary>
    public static ulong ReadUInt64(NexusValue value) => value.AsBigInteger() is var whole && whole >= ulong.MinValue && whole <= ulong.MaxValue
        ? (ulong)whole
        : throw new NexusValueException($"Expected a whole number from 0 to {ulong.MaxValue}, got {value}.");

    /// <summary>A number where JavaScript's numbers are exact, beyond that a BigInt.</summary>
    public static NexusValue WriteUInt64(ulong value) => value <= NexusValue.MaxSafeInteger ? NexusValue.From((long)value) : NexusValue.From((BigInteger)value);

    /// <summary>A number.</summary>
    public static float ReadSingle(NexusValue value) => (float)value.AsDouble();

    /// <summary>A number; NaN and the infinities arrive as <c>null</c>.</summary>
    public static NexusValue WriteSingle(float value) => NexusValue.From((double)value);

    /// <summary>A number.</summary>
    public static double ReadDouble(NexusValue value) => value.AsDouble();

    /// <summary>A number; NaN and the infinities arrive as <c>null</c>.</summary>
    public static NexusValue WriteDouble(double value) => NexusValue.From(value);

    /// <summary>A decimal, from its digits as text, or from a number or a BigInt.</summary>
    public static decimal ReadDecimal(NexusValue value)
    {
        try
        {
            return value.Kind switch
            {
                NexusKind.Number => (decimal)value.AsDouble(),
                NexusKind.BigInt => (decimal)value.AsBigInteger(),
                _ => decimal.Parse(value.AsString(), NumberStyles.Float, CultureInfo.InvariantCulture),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new NexusValueException($"Expected a decimal number, got {value}.", e);
        }
    }

    /// <summary>Its digits as text: a JavaScript number would lose some.</summary>
    public static NexusValue WriteDecimal(decimal value) => NexusValue.From(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A whole number of any size, from a BigInt or a number.</summary>
    public static BigInteger ReadBigInteger(NexusValue value) => value.AsBigInteger();

    /// <summary>A BigInt, however small.</summary>
    public static NexusValue WriteBigInteger(BigInteger value) => NexusValue.From(value);

    /// <summary>Text.</summary>
    public static string ReadString(NexusValue value) => value.AsString();

    /// <summary>Text, or <c>null</c>.</summary>
    public static NexusValue WriteString(string? value) => NexusValue.From(value);

    /// <summary>Bytes, from base64 or from what Node sends for a <c>Uint8Array</c>: an object whose names are indices.</summary>
    public static byte[] ReadBytes(NexusValue value)
    {
        if (value.Kind == NexusKind.Object)
        {
            NexusObject members = value.AsObject();
            byte[] bytes = new byte[members.Count];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = Item(members[i.ToString(CultureInfo.InvariantCulture)], i, ReadByte);
            }

            return bytes;
        }

        try
        {
            return Convert.FromBase64String(value.AsString());
        }
        catch (FormatException e)
        {
            throw new NexusValueException("Expected bytes as base64, got other text.", e);
        }
    }

    /// <summary>Base64.</summary>
    public static NexusValue WriteBytes(byte[]? value) => value is null ? NexusValue.Null : NexusValue.From(Convert.ToBase64String(value));

    /// <summary>A time, from ISO 8601 text.</summary>
    public static DateTime ReadDateTime(NexusValue value) =>
        DateTime.TryParse(value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime time) ? time : throw NoDate("time", value);

    /// <summary>ISO 8601 text.</summary>
    public static NexusValue WriteDateTime(DateTime value) => NexusValue.From(value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A time, from ISO 8601 text; without an offset it is UTC.</summary>
    public static DateTimeOffset ReadDateTimeOffset(NexusValue value) =>
        DateTimeOffset.TryParse(value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : throw NoDate("time", value);

    /// <summary>ISO 8601 text.</summary>
    public static NexusValue WriteDateTimeOffset(DateTimeOffset value) => NexusValue.From(value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A date, from ISO 8601 text.</summary>
    public static DateOnly ReadDateOnly(NexusValue value) =>
        DateOnly.TryParseExact(value.AsString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : throw NoDate("date", value);

    /// <summary>ISO 8601 text.</summary>
    public static NexusValue WriteDateOnly(DateOnly value) => NexusValue.From(value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A time of day, from ISO 8601 text.</summary>
    public static TimeOnly ReadTimeOnly(NexusValue value) =>
        TimeOnly.TryParse(value.AsString(), CultureInfo.InvariantCulture, out TimeOnly time) ? time : throw NoDate("time of day", value);

    /// <summary>ISO 8601 text.</summary>
    public static NexusValue WriteTimeOnly(TimeOnly value) => NexusValue.From(value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A GUID, from text.</summary>
    public static Guid ReadGuid(NexusValue value) => Guid.TryParse(value.AsString(), out Guid id) ? id : throw new NexusValueException("Expected a GUID, got other text.");

    /// <summary>Text with hyphens.</summary>
    public static NexusValue WriteGuid(Guid value) => NexusValue.From(value.ToString("D"));

    /// <summary>Whatever it is.</summary>
    public static NexusValue ReadValue(NexusValue value) => value;

    /// <summary>Whatever it is.</summary>
    public static NexusValue WriteValue(NexusValue value) => value;

    /// <summary>The error for text that names no member of an enum.</summary>
    public static NexusValueException NoMember(string enumName, string text) => new($"Expected a name of {enumName}, got '{text}'.");

    private static NexusValueException NoDate(string what, NexusValue value) => new($"Expected a {what} as ISO 8601 text, got {value}.");

    private static long Within(NexusValue value, long min, long max) => value.AsInt64() is var whole && whole >= min && whole <= max
        ? whole
        : throw new NexusValueException($"Expected a whole number from {min} to {max}, got {value}.");
}
