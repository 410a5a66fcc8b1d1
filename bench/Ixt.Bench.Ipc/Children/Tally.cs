using System.Globalization;

namespace Ixt.Bench.Ipc;

/// <summary>What a client has done: a line of numbers.</summary>
/// <param name="Calls">Calls that were answered.</param>
/// <param name="Micros">Elapsed microseconds.</param>
/// <param name="ClientBytes">Bytes that the client's process allocated meanwhile; 0 where that can't be told.</param>
/// <param name="DaemonBytes">The same of the daemon's.</param>
/// <param name="Latency">Microseconds at the points of <see cref="Quantiles"/>, from clients that measure them when calls go one after another; otherwise empty.</param>
internal sealed record Tally(long Calls, double Micros, long ClientBytes, long DaemonBytes, double[] Latency)
{
    internal static Tally Parse(string line)
    {
        string[] parts = line.Split(' ');
        return new Tally(Whole(parts[0]), Real(parts[1]), Whole(parts[2]), Whole(parts[3]), [.. parts.Skip(4).Select(Real)]);
    }

    internal string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Calls} {Micros:0.0} {ClientBytes} {DaemonBytes}");

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static double Real(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
