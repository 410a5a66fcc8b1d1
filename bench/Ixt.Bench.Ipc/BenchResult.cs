namespace Ixt.Bench.Ipc;

/// <summary>The figures of one row over all passes.</summary>
internal sealed class BenchResult
{
    private readonly List<(Sample Raw, Sample Sdk)> _passes = [];

    /// <summary>Each pass's own ratio of times, whose two figures were taken one right after the other: noise hits both.</summary>
    internal IEnumerable<double> Ratios => _passes.Select(pass => pass.Sdk.Micros / pass.Raw.Micros);

    internal void Add(Sample raw, Sample sdk) => _passes.Add((raw, sdk));

    /// <summary>The median of a figure of the raw echo.</summary>
    internal double Raw(Func<Sample, double> figure) => Median(_passes.Select(pass => figure(pass.Raw)));

    /// <summary>The median of a figure of the SDK.</summary>
    internal double Sdk(Func<Sample, double> figure) => Median(_passes.Select(pass => figure(pass.Sdk)));

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
