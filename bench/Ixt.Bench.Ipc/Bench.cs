namespace Ixt.Bench.Ipc;

/// <summary>A whole run: prepare, measure, report.</summary>
internal static class Bench
{
    internal static async Task<int> RunAsync(Arguments arguments)
    {
        string machine = Machine.Describe();
        Console.WriteLine(machine);
        BenchPlan plan = arguments.Plan;
        Lineup lineup = await Lineup.PrepareAsync(arguments.Only, isSmoke: false);
        RowResult[] rows = await Throughput.MeasureAsync(plan, lineup);
        IReadOnlyDictionary<string, StartResult> starts = await StartUp.MeasureAsync(plan, lineup);
        Results results = new(machine, plan, lineup, rows, starts, await Growth.MeasureAsync(plan, lineup));

        MarkdownReport.Write(Console.Out, results);
        PrintAbsent(lineup);
        Write(arguments.JsonPath, path => ResultFile.Write(path, results));
        Write(arguments.HtmlPath, path => HtmlPage.Write(path, results));
        Write(arguments.DocPath, path => MarkdownReport.Replace(path, results));
        return ExitCode(lineup);
    }

    internal static void PrintAbsent(Lineup lineup)
    {
        foreach (Absence absence in lineup.Absent)
        {
            Console.WriteLine($"{absence.Entry.Key,-25} {(absence.IsMissing ? "MISSING: " : "")}{absence.Reason}");
        }
    }

    /// <summary>A missing contestant is an error where everything is meant to be installed.</summary>
    internal static int ExitCode(Lineup lineup) => lineup.IsIncomplete && Environment.GetEnvironmentVariable("CI") == "true" ? 1 : 0;

    private static void Write(string? path, Action<string> write)
    {
        if (path is not null)
        {
            write(path);
            Console.WriteLine($"written: {path}");
        }
    }
}
