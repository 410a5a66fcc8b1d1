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
        for (int round = 1; round <= BenchPlan.WarmupRounds; round++)
        {
            await RoundAsync($"warm-up {round} of {BenchPlan.WarmupRounds}", plan.Warmup, static (_, _, _) => { });
            await Task.Delay(BenchPlan.Settling);
        }

        for (int pass = 1; pass <= plan.Passes; pass++)
        {
            await RoundAsync($"pass {pass} of {plan.Passes}", plan.Window, static (result, key, sample) => result.Add(key, sample));
        }

        Progress.Clear();

        async Task RoundAsync(string what, TimeSpan window, Action<RowResult, string, Sample> take)
        {
            foreach (RowResult result in results)
            {
                Progress.Report($"{what}, {result.Row.Name}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
                foreach ((Entry entry, IContestant contestant) in contestants.Where(c => !c.Entry.IsSlow || result.Row.Payload <= plan.LargestForSlow))
                {
                    take(result, entry.Key, await contestant.MeasureAsync(result.Row, Budget.Time(window)));
                }
            }
        }
    }
}
