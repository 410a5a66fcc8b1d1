namespace Ixt.Bench.Ipc;

/// <summary>Measures whether what a message costs depends on how many there are.</summary>
internal static class Growth
{
    private const int Payload = 32;
    private const int UsualInFlight = 64;
    private const int WarmupMessages = 40_000;

    private static readonly BenchCase s_usual = new(Payload, UsualInFlight);

    /// <summary>Measures a module on the SDK; each point has a process of its own, so that memory is its own.</summary>
    internal static async Task<GrowthResult?> MeasureAsync(BenchPlan plan, Lineup lineup)
    {
        if (lineup.Present.FirstOrDefault(e => e.Entry.Key == Entries.Sdk) is not { } sdk)
        {
            return null;
        }

        List<GrowthPoint> messages = [];
        foreach (int count in plan.Messages)
        {
            Progress.Report($"{count:N0} messages");
            messages.Add(await MeasureAsync(sdk, plan.Warmup, count, count, UsualInFlight));
        }

        List<GrowthPoint> inFlight = [];
        foreach (int lanes in plan.InFlight)
        {
            Progress.Report($"{lanes:N0} under way");
            inFlight.Add(await MeasureAsync(sdk, plan.Warmup, lanes, plan.MessagesPerInFlight, lanes));
        }

        Progress.Report("frames byte by byte");
        IReadOnlyList<SlowFrame> slowFrames = SlowFrames.Measure(plan.Passes);
        Progress.Clear();
        return new GrowthResult(messages, inFlight, slowFrames);
    }

    private static async Task<GrowthPoint> MeasureAsync(Entrant sdk, TimeSpan warmup, int amount, int messages, int lanes)
    {
        await using IContestant module = await sdk.StartAsync();
        BenchCase row = new(Payload, lanes);

        // The just-in-time compiler has to be done, or the fewest messages would cost the most; and the heap has to be as large as it gets, so a number of messages and not a time alone.
        for (int round = 0; round < BenchPlan.WarmupRounds; round++)
        {
            await module.MeasureAsync(s_usual, Budget.Calls(WarmupMessages, UsualInFlight));
            await module.MeasureAsync(row, Budget.Time(warmup));

            // Of a dozen processes only one is new here.
            await Task.Delay(BenchPlan.Settling / 2);
        }

        Sample sample = await module.MeasureAsync(row, Budget.Calls(messages, lanes));
        return new GrowthPoint(amount, sample.Micros, sample.Allocated ?? 0, ProcessUsage.PeakMegabytes(module.Callee));
    }
}
