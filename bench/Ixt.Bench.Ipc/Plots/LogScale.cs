namespace Ixt.Bench.Ipc;

/// <summary>Maps values to places so that equal factors are equal distances.</summary>
/// <param name="Low">Value at <paramref name="From"/>.</param>
/// <param name="High">Value at <paramref name="To"/>.</param>
internal sealed record LogScale(double Low, double High, double From, double To)
{
    private static readonly double[] s_steps = [1, 2, 5];

    /// <summary>Covers values, with ends that are round.</summary>
    internal static LogScale Over(IEnumerable<double> values, double from, double to)
    {
        double[] positive = [.. values.Where(v => v > 0)];
        double low = Steps(1e-4, positive.Min()).Last();
        double high = Steps(positive.Max(), 1e9).First();
        return new LogScale(low, high > low ? high : low * 10, from, to);
    }

    internal double this[double value] => From + ((To - From) * Math.Log(value / Low) / Math.Log(High / Low));

    /// <summary>Values to label: powers of ten, or with the twos and fives between them where there are few.</summary>
    internal IEnumerable<double> Ticks() => Math.Log10(High / Low) > 2.2 ? Steps(Low, High).Where(v => Math.Abs(Math.Log10(v) % 1) < 1e-9) : Steps(Low, High);

    /// <summary>Values to draw a line at.</summary>
    internal IEnumerable<double> Lines() => Steps(Low, High);

    private static IEnumerable<double> Steps(double low, double high) =>
        from exponent in Enumerable.Range(-4, 14)
        from step in s_steps
        let value = step * Math.Pow(10, exponent)
        where value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)
        select value;
}
