using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Testees;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("node my.js", "node|my.js")]
    [InlineData("  a   b  ", "a|b")]
    [InlineData("'my dir/x' \"a \\\" b\" c\\ d ''", "my dir/x|a \" b|c d|")]
    [InlineData("sh -c 'exit \"$x\"'", "sh|-c|exit \"$x\"")]
    public void Words_are_split_as_a_shell_would(string text, string words) => Assert.Equal(words.Split('|'), CommandLine.Split(text));

    [Fact]
    public void What_is_joined_is_split_again()
    {
        string[] words = ["a b", "it's", "", "$HOME", "plain-1.0", "\\"];

        Assert.Equal(words, CommandLine.Split(CommandLine.Join(words)));
    }

    [Fact]
    public void An_open_quote_is_refused() => Assert.Throws<FormatException>(() => CommandLine.Split("a 'b"));
}
