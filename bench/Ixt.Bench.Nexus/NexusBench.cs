using System.Diagnostics;
using Ixt.Bench.Ipc;

namespace Ixt.Bench.Nexus;

/// <summary>Runs a plan: all contestants side by side, taking turns within each row of each pass.</summary>
internal static class NexusBench
{
    internal static async Task<NexusResult[]> RunAsync(NexusPlan plan)
    {
        NodePrograms node = await NodePrograms.InstallAsync();
        await using Contestants contestants = await Contestants.StartAsync(node);
        NexusResult[] results = [.. plan.Cases.Select(row => new NexusResult(row))];
        long start = Stopwatch.GetTimestamp();
        for (int pass = -1; pass < plan.Passes; pass++)
        {
            foreach (NexusResult result in results)
            {
                Progress.Report($"{(pass < 0 ? "warming up" : $"pass {pass + 1} of {plan.Passes}")}, {result.Row.Name} x {result.Row.InFlight}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
                foreach (IContestant contestant in contestants.All)
                {
                    Figures figures = await contestant.MeasureAsync(result.Row, pass < 0 ? plan.Warmup : plan.Window);
                    if (pass >= 0)
                    {
                        result.Add(contestant.Name, figures);
                    }
                }
            }
        }

        Progress.Clear();
        return results;
    }
}
