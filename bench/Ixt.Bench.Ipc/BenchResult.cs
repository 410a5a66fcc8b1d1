namespace Ixt.Bench.Ipc;

/// <summary>The figures of one row over all passes.</summary>
internal sealed class BenchResult
{
    private readonly List<double> _raw = [];
    private readonly List<double> _sdk = [];
    private readonly List<double> _ratios = [];
    private readonly List<double> _allocated = [];

    internal double Raw => Median(_raw);

    internal double Sdk => Median(_sdk);

    /// <summary>The median of each pass's own ratio, whose two figures were taken one right after the other: noise hits both.</summary>
    internal double Ratio => Median(_ratios);

    internal double LeastRatio => _ratios.Min();

    internal double MostRatio => _ratios.Max();

    internal double Allocated => Median(_allocated);

    internal void Add(double raw, double sdk, double allocated)
    {
        _raw.Add(raw);
        _sdk.Add(sdk);
        _ratios.Add(sdk / raw);
        _allocated.Add(allocated);
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
