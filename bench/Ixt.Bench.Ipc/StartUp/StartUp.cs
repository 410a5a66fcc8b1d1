using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>Measures fresh processes: time to the first answer, memory then and after large messages.</summary>
internal static class StartUp
{
    private const int LargeCalls = 48;

    private static readonly BenchCase s_large = new(1024 * 1024, 8);
    private static readonly BenchCase s_largeOneByOne = new(1024 * 1024, 1);

    internal static async Task<IReadOnlyDictionary<string, StartResult>> MeasureAsync(BenchPlan plan, Lineup lineup)
    {
        Dictionary<string, StartResult> results = [];
        for (int i = 0; i < plan.Starts; i++)
        {
            foreach (Entrant entrant in lineup.Present)
            {
                Progress.Report($"start {i + 1} of {plan.Starts}, {entrant.Entry.Title}");
                StartResult one = await MeasureAsync(entrant);
                results[entrant.Entry.Key] = results.TryGetValue(entrant.Entry.Key, out StartResult? others) ? others.And(one) : one;
            }
        }

        Progress.Clear();
        return results;
    }

    private static async Task<StartResult> MeasureAsync(Entrant entrant)
    {
        long start = Stopwatch.GetTimestamp();
        await using IContestant contestant = await entrant.StartAsync();
        await contestant.CallOnceAsync();
        double millis = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        double first = ProcessUsage.PeakMegabytes(contestant.Callee);

        // A pair's client counts no calls: as long as the others may need.
        await contestant.MeasureAsync(s_large, entrant.Entry.IsPair ? Budget.Time(TimeSpan.FromSeconds(0.3)) : Budget.Calls(LargeCalls, s_large.InFlight));
        double loaded = ProcessUsage.PeakMegabytes(contestant.Callee);
        return new StartResult(entrant.Entry.IsPair ? [] : [millis], [first], [loaded], entrant.Entry.Family == Family.Ixt ? [await SequentialPeakAsync(entrant)] : []);
    }

    // A process of its own: a peak never falls.
    private static async Task<double> SequentialPeakAsync(Entrant entrant)
    {
        await using IContestant contestant = await entrant.StartAsync();
        await contestant.MeasureAsync(s_largeOneByOne, Budget.Calls(LargeCalls, s_largeOneByOne.InFlight));
        return ProcessUsage.PeakMegabytes(contestant.Callee);
    }
}
