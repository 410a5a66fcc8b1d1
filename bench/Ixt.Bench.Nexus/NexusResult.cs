using Ixt.Bench.Ipc;

namespace Ixt.Bench.Nexus;

/// <summary>The figures of one row over all passes.</summary>
internal sealed class NexusResult(NexusCase row)
{
    private readonly Dictionary<string, List<Figures>> _figures = [];

    internal NexusCase Row => row;

    internal IEnumerable<string> Names => _figures.Keys;

    internal void Add(string name, Figures figures)
    {
        if (!_figures.TryGetValue(name, out List<Figures>? passes))
        {
            _figures.Add(name, passes = []);
        }

        passes.Add(figures);
    }

    internal double Median(string name, Func<Figures, double> figure) => Statistics.Median(_figures[name].Select(figure));

    /// <summary>How many times as long one takes as the other, pass by pass: the figures of a pass were taken one right after the other, so noise hits both.</summary>
    internal double[] Ratios(string slow, string fast) => [.. _figures[slow].Zip(_figures[fast], (s, f) => s.Micros / f.Micros)];

    internal IEnumerable<Figures> Passes(string name) => _figures[name];
}
