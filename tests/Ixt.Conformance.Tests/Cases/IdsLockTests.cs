using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Tests.Cases;

public sealed class IdsLockTests
{
    [Fact]
    public void A_lock_that_lists_every_case_and_the_retired_ones_is_right()
    {
        Assert.Empty(IdsLock.Check("# all ids\na-one\na-two\na-old retired\n", ["a-one", "a-two"]));
    }

    [Theory]
    [InlineData("a-one\n", "a-two is missing")]
    [InlineData("a-one\na-two retired\n", "a-two is retired")]
    [InlineData("a-one\na-two\na-three\n", "no case a-three")]
    [InlineData("a-one\na-two\na-one\n", "a-one stands twice")]
    [InlineData("a-one\na-two gone\n", "neither an id")]
    public void Whatever_is_wrong_is_told(string text, string problem)
    {
        Assert.Contains(IdsLock.Check(text, ["a-one", "a-two"]), p => p.Contains(problem, StringComparison.Ordinal));
    }
}
