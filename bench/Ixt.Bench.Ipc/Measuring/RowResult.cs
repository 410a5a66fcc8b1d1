namespace Ixt.Bench.Ipc;

/// <summary>The figures of one row over all passes.</summary>
internal sealed class RowResult(BenchCase row)
{
    private readonly Dictionary<string, List<Sample>> _samples = [];

    internal BenchCase Row => row;

    /// <summary>Whether a contestant was measured with this row.</summary>
    internal bool Has(string key) => _samples.ContainsKey(key);

    internal void Add(string key, Sample sample)
    {
        if (!_samples.TryGetValue(key, out List<Sample>? passes))
        {
            _samples.Add(key, passes = []);
        }

        passes.Add(sample);
    }

    internal IReadOnlyList<Sample> Passes(string key) => _samples[key];

    internal double Median(string key, Func<Sample, double> figure) => Statistics.Median(_samples[key].Select(figure));

    /// <summary>The median of what the callee allocates per call; <see langword="null"/> where it can't tell.</summary>
    internal double? Allocated(string key) => _samples[key].All(s => s.Allocated is not null) ? Statistics.Median(_samples[key].Select(s => s.Allocated!.Value)) : null;

    /// <summary>The distribution of single calls; <see langword="null"/> for rows with more than one under way.</summary>
    internal double[]? Latency(string key) => _samples[key].All(s => s.Latency is not null) ? Quantiles.Medians([.. _samples[key].Select(s => s.Latency!)]) : null;

    /// <summary>How many times as long one takes as another, pass by pass: the figures of a pass were taken close together, so noise hits both.</summary>
    internal double[] Ratios(string slow, string fast) => [.. _samples[slow].Zip(_samples[fast], (s, f) => s.Typical / f.Typical)];
}
