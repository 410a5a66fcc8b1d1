using System.Diagnostics;
using System.Globalization;

namespace Ixt.Bench.Ipc;

/// <summary>What a process has used, as the kernel counts it.</summary>
internal static class ProcessUsage
{
    /// <summary>Processor time so far.</summary>
    internal static TimeSpan Cpu(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>Most memory it ever held, in MB (10^6 bytes): the kernel's <c>VmHWM</c>.</summary>
    internal static double PeakMegabytes(Process process)
    {
        string line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
