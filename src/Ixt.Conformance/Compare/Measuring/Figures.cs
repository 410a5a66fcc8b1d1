namespace Ixt.Conformance.Compare.Measuring;

/// <summary>What came of all rounds of one implementation.</summary>
/// <param name="Implementation">Its name.</param>
/// <param name="StartUpMs">Median, in milliseconds.</param>
/// <param name="MemoryMb">Median of the most that each process held, in MiB.</param>
/// <param name="RoundTripUs">Median, in microseconds; null when the script has no message to repeat.</param>
/// <param name="RoundTripP99Us">The 99th percentile.</param>
internal sealed record Figures(string Implementation, double StartUpMs, double MemoryMb, double? RoundTripUs, double? RoundTripP99Us)
{
    private const double Mebibyte = 1024 * 1024;
    private const double P99 = 0.99;

    /// <summary>Sums up.</summary>
    public static Figures Of(string implementation, IReadOnlyList<Sample> samples)
    {
        double[] trips = [.. samples.SelectMany(s => s.RoundTrips).Select(t => t.TotalMicroseconds).Order()];
        return new Figures(
            implementation,
            Quantile([.. samples.Select(s => s.StartUp.TotalMilliseconds).Order()], 0.5),
            Quantile([.. samples.Select(s => s.MemoryBytes / Mebibyte).Order()], 0.5),
            trips.Length == 0 ? null : Quantile(trips, 0.5),
            trips.Length == 0 ? null : Quantile(trips, P99));
    }

    private static double Quantile(double[] sorted, double q)
    {
        double at = q * (sorted.Length - 1);
        int below = (int)at;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (at - below));
    }
}
