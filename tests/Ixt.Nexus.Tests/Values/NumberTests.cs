using System.Globalization;

namespace Ixt.Nexus.Tests.Values;

/// <summary>Numbers as JavaScript writes them. Numbers.txt was made by Node: the bits of a double and the text of <c>JSON.stringify</c>.</summary>
public sealed class NumberTests
{
    private static readonly string _table = Path.Combine(Path.GetDirectoryName(Transcripts.Transcript.Root)!, "Values", "Numbers.txt");

    [Fact]
    public void Numbers_are_written_as_Node_writes_them()
    {
        int count = 0;
        foreach (string[] line in File.ReadLines(_table).Select(l => l.Split(' ')))
        {
            double number = BitConverter.UInt64BitsToDouble(ulong.Parse(line[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            Assert.Equal(line[1], Text.Encode(number));
            count++;
        }

        Assert.True(count >= 1000);
    }

    [Fact]
    public void Numbers_are_read_to_the_last_bit()
    {
        foreach (string[] line in File.ReadLines(_table).Select(l => l.Split(' ')))
        {
            Assert.Equal(line[0], BitConverter.DoubleToUInt64Bits(Text.Decode(line[1]).AsDouble()).ToString("x16", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Generated_numbers_survive_the_way_there_and_back()
    {
        Random random = new(20_240_805);
        byte[] bits = new byte[8];
        for (int i = 0; i < 100_000; i++)
        {
            random.NextBytes(bits);
            double number = BitConverter.ToDouble(bits);
            if (double.IsFinite(number))
            {
                string text = Text.Encode(number);
                Assert.Equal(number, Text.Decode(text).AsDouble());
                Assert.DoesNotContain("E", text);
            }
        }
    }

    [Theory]
    [InlineData("-0", double.NegativeZero)]
    [InlineData("0e99999", 0)]
    [InlineData("-0.0", double.NegativeZero)]
    [InlineData("1E5", 100000)]
    [InlineData("1e+5", 100000)]
    [InlineData("1e400", double.PositiveInfinity)]
    [InlineData("-1e400", double.NegativeInfinity)]
    [InlineData("1e-400", 0)]
    [InlineData("0.1e-323", 0)]
    [InlineData("999999999999999", 999999999999999)]
    [InlineData("9999999999999999", 10000000000000000)]
    [InlineData("-9007199254740993", -9007199254740992)]
    [InlineData("18446744073709551616", 18446744073709551616.0)]
    public void Other_forms_of_numbers_are_read_as_JSON_parse_does(string json, double expected) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(Text.Decode(json).AsDouble()));

    [Fact]
    public void A_number_of_a_hundred_thousand_digits_is_read()
    {
        Assert.Equal(double.PositiveInfinity, Text.Decode(new string('9', 100_000)).AsDouble());
        Assert.Equal(0.1, Text.Decode("0.1" + new string('0', 100_000)).AsDouble());
        Assert.Equal(1, Text.Decode($"0.{new string('0', 99)}1e100").AsDouble());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_JSON_has_no_number_for_is_null(double number) => Assert.Equal("null", Text.Encode(number));

    [Fact]
    public void Minus_zero_is_sent_as_zero() => Assert.Equal("0", Text.Encode(double.NegativeZero));

    [Theory]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("0x10")]
    [InlineData("- 1")]
    [InlineData("--1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1_000")]
    public void What_is_no_number_of_JSON_is_refused(string json) => Assert.Throws<NexusWireException>(() => Text.Decode(json));

    [Theory]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(-9007199254740991, "-9007199254740991")]
    [InlineData(9007199254740992, "\"\\u0003N:9007199254740992\"")]
    [InlineData(long.MinValue, "\"\\u0003N:-9223372036854775808\"")]
    public void Whole_numbers_beyond_what_a_double_holds_travel_as_BigInt(long value, string json)
    {
        Assert.Equal(json, Text.Encode(value));
        Assert.Equal(value, Text.Decode(json).AsInt64());
    }
}
