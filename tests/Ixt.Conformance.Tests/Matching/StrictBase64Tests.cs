using Ixt.Conformance.Matching;

namespace Ixt.Conformance.Tests.Matching;

public sealed class StrictBase64Tests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("AA==", 1)]
    [InlineData("AAA=", 2)]
    [InlineData("AAAA", 3)]
    [InlineData("+/+/", 3)]
    public void Padded_base64_is_read(string text, int length) => Assert.Equal(length, StrictBase64.TryDecode(text)?.Length);

    [Theory]
    [InlineData("AA")]
    [InlineData("AAA")]
    [InlineData("AA=")]
    [InlineData("AB==")]
    [InlineData("AAB=")]
    [InlineData("AA-_")]
    [InlineData("AA A")]
    [InlineData("AAAA\n")]
    [InlineData("====")]
    [InlineData("A===")]
    [InlineData("AA==AAAA")]
    public void Anything_else_is_not(string text) => Assert.Null(StrictBase64.TryDecode(text));
}
