namespace Ixt.Bench.Ipc;

/// <summary>One measurement, per call.</summary>
/// <param name="Micros">Elapsed microseconds.</param>
/// <param name="Cpu">Processor time of both processes in microseconds: what is left when other programs take their turns on the cores.</param>
/// <param name="Allocated">Bytes allocated by the process that answers; <see langword="null"/> where that can't be told.</param>
/// <param name="Latency">Microseconds at the points of <see cref="Quantiles"/>, of calls one after another; <see langword="null"/> otherwise.</param>
internal sealed record Sample(double Micros, double Cpu, double? Allocated, double[]? Latency = null)
{
    /// <summary>What a call typically takes: the median of single calls where they go one after another, since one interruption would weigh as much as hundreds of them; otherwise the mean.</summary>
    internal double Typical => Latency?[Quantiles.Median] ?? Micros;
}
