using Ixt.Conformance.Execution;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Tests.Execution;

public sealed class TimeLimitsTests
{
    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(2, 0, 10)]
    [InlineData(1, 256 * 1024, 10)]
    [InlineData(1, 16 * 1024 * 1024, 25)]
    public void An_expectation_gets_more_time_after_much_was_sent_but_not_without_end(double scale, long sent, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), TimeLimits.Scaled(scale).ExpectAfter(sent));
    }

    [Fact]
    public void A_module_that_a_person_steps_through_has_all_the_time_there_is()
    {
        TimeLimits limits = TimeLimits.Scaled(1).For(new ScriptedTestee { Limits = TesteeLimits.NoTimeouts });

        Assert.Equal(Timeout.InfiniteTimeSpan, limits.ExpectAfter(1_000_000));
        Assert.Equal(Timeout.InfiniteTimeSpan, limits.Connect);
    }
}
