using System.Globalization;

namespace Ixt.Bench.Nexus;

/// <summary>What a client has done: a line of four numbers.</summary>
/// <param name="Calls">Calls that were answered.</param>
/// <param name="Micros">Elapsed microseconds.</param>
/// <param name="ClientBytes">Bytes that the client's process allocated meanwhile; 0 where that can't be told.</param>
/// <param name="DaemonBytes">The same of the daemon's.</param>
internal sealed record Tally(long Calls, double Micros, long ClientBytes, long DaemonBytes)
{
    internal static Tally Parse(string line)
    {
        string[] parts = line.Split(' ');
        return new Tally(Whole(parts[0]), double.Parse(parts[1], CultureInfo.InvariantCulture), Whole(parts[2]), Whole(parts[3]));
    }

    internal string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{Calls} {Micros:0.0} {ClientBytes} {DaemonBytes}");

    private static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
