using System.Globalization;
using System.Numerics;

namespace Ixt.Nexus.Tests.Values;

public sealed class BigIntTests
{
    // What Node's BigInt() makes of each.
    [Theory]
    [InlineData("", "0")]
    [InlineData(" ", "0")]
    [InlineData("\n", "0")]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("7", "7")]
    [InlineData("-7", "-7")]
    [InlineData("+7", "7")]
    [InlineData(" 7 ", "7")]
    [InlineData("\t7\n", "7")]
    [InlineData("\u00a07\u00a0", "7")]
    [InlineData("\ufeff7", "7")]
    [InlineData("\u20287", "7")]
    [InlineData("\u000b5\u000c", "5")]
    [InlineData("\u30005", "5")]
    [InlineData("\u16805", "5")]
    [InlineData("0x10", "16")]
    [InlineData("0X10", "16")]
    [InlineData("0xff", "255")]
    [InlineData("0xffffffffffffffffffff", "1208925819614629174706175")]
    [InlineData("0b101", "5")]
    [InlineData("0B11", "3")]
    [InlineData("0o17", "15")]
    [InlineData("0O7", "7")]
    [InlineData("0o777777777777777777777777", "4722366482869645213695")]
    [InlineData("007", "7")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    public void What_Node_reads_is_read(string payload, string value) =>
        Assert.Equal(BigInteger.Parse(value, CultureInfo.InvariantCulture), Decode(payload).AsBigInteger());

    [Theory]
    [InlineData("\u00857")]
    [InlineData("\u180e7")]
    [InlineData("\u200b5")]
    [InlineData("-0x10")]
    [InlineData("+0x10")]
    [InlineData("0x")]
    [InlineData("0b")]
    [InlineData("0b2")]
    [InlineData("0o8")]
    [InlineData("0xg")]
    [InlineData("1e3")]
    [InlineData("1.0")]
    [InlineData("1_000")]
    [InlineData("12n")]
    [InlineData("--1")]
    [InlineData("- 1")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("zz")]
    [InlineData("12\0")]
    [InlineData("\u001212")]
    [InlineData("１２")]
    [InlineData("Infinity")]
    [InlineData("1 2")]
    public void What_Node_does_not_read_spoils_the_value(string payload) => Assert.Throws<NexusValueException>(() => Decode(payload));

    [Fact]
    public void Sixty_five_thousand_digits_are_read_and_one_more_is_refused()
    {
        Assert.Equal(BigInteger.Pow(10, 65_536) - 1, Decode(new string('9', 65_536)).AsBigInteger());
        Assert.Throws<NexusValueException>(() => Decode(new string('9', 65_537)));
    }

    [Fact]
    public void Written_in_decimal_however_large()
    {
        BigInteger large = BigInteger.Pow(3, 5000);
        Assert.Equal($"\"\\u0003N:-{large}\"", Text.Encode(NexusValue.From(-large)));
        Assert.Equal(-large, Text.Decode(Text.Encode(NexusValue.From(-large))).AsBigInteger());
    }

    [Fact]
    public void A_small_one_is_no_number() => Assert.NotEqual(NexusValue.From(7.0), Decode("7"));

    private static NexusValue Decode(string payload) => Text.Decode(Text.EncodePlain("\u0003N:" + payload));
}
