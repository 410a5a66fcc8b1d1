using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>Measures the table: everybody side by side, taking turns within each row of each pass.</summary>
internal static class Throughput
{
    internal static async Task<RowResult[]> MeasureAsync(BenchPlan plan, Lineup lineup)
    {
        RowResult[] results = [.. BenchPlan.Cases.Select(row => new RowResult(row))];
        List<(Entry Entry, IContestant Contestant)> contestants = [];
        try
        {
            foreach (Entrant entrant in lineup.Present)
            {
                Progress.Report("starting " + entrant.Entry.Title);
                contestants.Add((entrant.Entry, await entrant.StartAsync()));
            }

            await MeasureAsync(plan, contestants, results);
        }
        finally
        {
            foreach ((_, IContestant contestant) in contestants)
            {
                await contestant.DisposeAsync();
            }
        }

        return results;
    }

    private static async Task MeasureAsync(BenchPlan plan, List<(Entry Entry, IContestant Contestant)> contestants, RowResult[] results)
    {
        long start = Stopwatch.GetTimestamp();
        for (int pass = -1; pass < plan.Passes; pass++)
        {
            foreach (RowResult result in results)
            {
                string what = pass < 0 ? "warming up" : $"pass {pass + 1} of {plan.Passes}";
                Progress.Report($"{what}, {result.Row.Name}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
                foreach ((Entry entry, IContestant contestant) in contestants)
                {
                    if (entry.IsSlow && result.Row.Payload > plan.LargestForSlow)
                    {
                        continue;
                    }

                    Sample sample = await contestant.MeasureAsync(result.Row, Budget.Time(pass < 0 ? plan.Warmup : plan.Window));
                    if (pass >= 0)
                    {
                        result.Add(entry.Key, sample);
                    }
                }
            }
        }

        Progress.Clear();
    }
}
