using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Execution;

/// <summary>How long the runner waits, at most, for each thing it expects. Nothing ever waits that long when the testee behaves.</summary>
/// <param name="Connect">From start to connection; process start included.</param>
/// <param name="Expect">For each frame, close, exit or line of stderr, and for the testee to take a write.</param>
internal sealed record TimeLimits(TimeSpan Connect, TimeSpan Expect)
{
    private const double BytesPerExtra = 256 * 1024;
    private const double MaxExtra = 4;

    private static readonly TimeSpan _connect = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _expect = TimeSpan.FromSeconds(5);

    /// <summary>The defaults, longer or shorter by a factor.</summary>
    public static TimeLimits Scaled(double scale) => new(_connect * scale, _expect * scale);

    /// <summary>The limit of one expectation after that many bytes were sent: thousands of frames, or one of 16 MiB, take a slow testee longer than a ping.</summary>
    public TimeSpan ExpectAfter(long sent) =>
        Expect == Timeout.InfiniteTimeSpan ? Expect : Expect * (1 + Math.Min(MaxExtra, (double)sent / BytesPerExtra));

    /// <summary>The limits for one testee: none at all for one that a person steps through.</summary>
    public TimeLimits For(ITestee testee) =>
        testee.Limits.HasFlag(TesteeLimits.NoTimeouts) ? new TimeLimits(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) : this;
}
