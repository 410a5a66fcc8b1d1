using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>Whether everybody is there and answers rightly. No figure matters here.</summary>
internal static class Smoke
{
    internal static async Task<int> RunAsync(Arguments arguments)
    {
        Lineup lineup = await Lineup.PrepareAsync(arguments.Only, isSmoke: true);
        bool isRight = true;
        foreach (Entrant entrant in lineup.Present)
        {
            long start = Stopwatch.GetTimestamp();
            string verdict = await CheckAsync(entrant);
            isRight &= verdict == "right";
            Console.WriteLine($"{entrant.Entry.Key,-25} {verdict}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        }

        Bench.PrintAbsent(lineup);
        return isRight ? Bench.ExitCode(lineup) : 1;
    }

    private static async Task<string> CheckAsync(Entrant entrant)
    {
        try
        {
            await using IContestant contestant = await entrant.StartAsync();
            await contestant.CheckAsync();
            await contestant.MeasureAsync(new BenchCase(32, 64), Budget.Time(TimeSpan.Zero));
            return "right";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return "WRONG: " + e.Message;
        }
    }
}
