using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    /// <summary>One line for people.</summary>
    internal static string Describe() =>
        $"{Environment.ProcessorCount} cores ({Processor()}), .NET {Environment.Version}, {(IsOptimized() ? "Release" : "DEBUG BUILD: figures mean nothing")}, load {Load():0.0} at the start";

    /// <summary>Programs that wanted a core, averaged over the last minute: above zero, others were at work as well.</summary>
    internal static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "processor unknown";

    private static bool IsOptimized() =>
        !typeof(Machine).Assembly.GetCustomAttributes(typeof(DebuggableAttribute), false).Cast<DebuggableAttribute>().Any(d => d.IsJITOptimizerDisabled);
}
