using Ixt.Bench.Ipc;

namespace Ixt.Bench.Nexus;

/// <summary>The results for people.</summary>
internal static class ResultTable
{
    // How many times as fast C# on both sides is meant to be as Node on both sides.
    private const double SequentialGoal = 3;
    private const double LoadedGoal = 10;

    internal static void Print(TextWriter output, NexusPlan plan, IReadOnlyList<NexusResult> results)
    {
        string[] names = [.. results[0].Names];
        output.WriteLine();
        output.WriteLine($"time per call, us    {string.Concat(names.Select(n => $"{n,11}"))}   Node-Node / C#-C# (range)   goal");
        foreach (NexusResult result in results)
        {
            double[] ratios = result.Ratios(Contestants.NodeNode, Contestants.SharpSharp);
            string times = string.Concat(names.Select(n => $"{result.Median(n, f => f.Micros),11:0.00}"));
            output.WriteLine($"{result.Row.Name,-14} x {result.Row.InFlight,-3} {times}   {Statistics.Median(ratios),17:0.0} ({ratios.Min():0.0}-{ratios.Max():0.0})   {(result.Row.InFlight == 1 ? SequentialGoal : LoadedGoal):0}");
        }

        output.WriteLine();
        output.WriteLine($"processor time, us   {string.Concat(names.Select(n => $"{n,11}"))}   allocated per call, C#-C#: client   daemon");
        foreach (NexusResult result in results)
        {
            string times = string.Concat(names.Select(n => $"{result.Median(n, f => f.Cpu),11:0.00}"));
            output.WriteLine($"{result.Row.Name,-14} x {result.Row.InFlight,-3} {times}   {result.Median(Contestants.SharpSharp, f => f.ClientBytes),32:0} B {result.Median(Contestants.SharpSharp, f => f.DaemonBytes),6:0} B");
        }

        output.WriteLine();
        output.WriteLine($"Medians of {plan.Passes} interleaved passes. Columns are client-daemon, each side a process of its own on one Unix socket; x 64: calls under way at a time.");
        output.WriteLine("Ratios are those of each pass. Raw: the bytes of the call echoed by a .NET socket, no JSON.");
    }
}
