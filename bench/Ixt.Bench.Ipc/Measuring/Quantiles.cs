namespace Ixt.Bench.Ipc;

/// <summary>The points at which distributions are reported; <c>Node/lanes.mjs</c> has the same.</summary>
internal static class Quantiles
{
    internal const int Median = 3;
    internal const int P90 = 5;
    internal const int P99 = 7;
    internal const int Max = 10;

    internal static IReadOnlyList<double> Points { get; } = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 1];

    /// <summary>The median of each point over passes.</summary>
    internal static double[] Medians(IReadOnlyList<double[]> passes) => [.. Points.Select((_, i) => Statistics.Median(passes.Select(p => p[i])))];
}
