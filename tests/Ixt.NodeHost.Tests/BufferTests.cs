namespace Ixt.NodeHost.Tests;

/// <summary>The table that holds without a Node to compare with; the wide comparison is <see cref="DifferentialTests"/>.</summary>
public sealed class BufferTests
{
    [Theory]
    [InlineData("Buffer.from('héllo').toString('hex')", "68c3a96c6c6f")]
    [InlineData("Buffer.from('aGk', 'base64').toString()", "hi")]
    [InlineData("Buffer.from('a_-\\n+/ =junk', 'base64').toString('hex')", "6bffbe")]
    [InlineData("Buffer.from('fffe41', 'hex').toString()", "\uFFFD\uFFFDA")]
    [InlineData("Buffer.from('0102zz', 'hex').length", "2")]
    [InlineData("Buffer.from('\\ud800').toString('hex')", "efbfbd")]
    [InlineData("Buffer.from([1, 2, 3]).subarray(1).readUInt16BE(0)", "515")]
    [InlineData("Buffer.concat([Buffer.from('ab'), Buffer.from('c')]).toString('base64url')", "YWJj")]
    [InlineData("Buffer.alloc(4).writeUInt32LE(0xfffffffe, 0)", "4")]
    [InlineData("Buffer.from('abcabc').lastIndexOf('bc')", "4")]
    [InlineData("JSON.stringify(Buffer.from('a'))", "{\"type\":\"Buffer\",\"data\":[97]}")]
    [InlineData("JSON.stringify([2 ** 60, '1152921504606846976'])", "[1152921504606847000,\"1152921504606846976\"]")]
    [InlineData("[...'e\\u0301'].length", "2")]
    public async Task An_expression_has_the_value_it_has_in_Node(string expression, string expected)
    {
        ScriptRun run = await ScriptRun.RunAsync($"process.stdout.write(String({expression}));");

        Assert.Equal(expected, run.Stdout);
    }

    [Fact]
    public async Task Output_in_pieces_of_a_character_comes_out_whole()
    {
        ScriptRun run = await ScriptRun.RunAsync("for (const b of Buffer.from('€')) process.stdout.write(Buffer.from([b]));");

        Assert.Equal("€", run.Stdout);
    }
}
