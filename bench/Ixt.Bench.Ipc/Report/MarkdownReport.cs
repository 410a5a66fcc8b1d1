namespace Ixt.Bench.Ipc;

/// <summary>The results as tables, on the console and in <c>docs/performance.md</c>.</summary>
internal static class MarkdownReport
{
    private const string Begin = "<!-- figures: begin, written by Ixt.Bench.Ipc --doc -->";
    private const string End = "<!-- figures: end -->";

    internal static void Write(TextWriter output, Results results)
    {
        output.WriteLine($"{results.Machine}; {results.Plan.Name} run, medians of {results.Plan.Passes} interleaved passes of {results.Plan.Window.TotalSeconds:0.##} s each.");
        output.WriteLine();
        WriteTargets(output, results);
        output.WriteLine("Time per call as a multiple of the time of the raw echo of the request in JSON, and in µs: the median of single calls for × 1, else the mean. `×` is how many calls are under way at a time.");
        output.WriteLine();
        WriteTimes(output, results);
        output.WriteLine("Calls of 32 B one after another, in µs; bytes allocated by the process that answers, per call of 32 B × 64; its peak memory in MB; spawn to first answer in ms.");
        output.WriteLine();
        WriteProcesses(output, results);
        if (results.Growth is { } growth)
        {
            output.WriteLine("What a 32 B message costs as there are more of them, each row in a fresh process.");
            output.WriteLine();
            WriteGrowth(output, growth);
            output.WriteLine("What a byte costs the reader of a frame that arrives byte by byte, in ns.");
            output.WriteLine();
            WriteSlowFrames(output, growth);
        }
    }

    /// <summary>Puts the tables where the file's markers are.</summary>
    /// <exception cref="InvalidOperationException">It has no markers.</exception>
    internal static void Replace(string path, Results results)
    {
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{path} has no markers '{Begin}' and '{End}'.");
        }

        using StringWriter tables = new() { NewLine = "\n" };
        Write(tables, results);
        File.WriteAllText(path, $"{text[..begin]}{Begin}\n\n{tables.ToString().TrimEnd()}\n\n{text[end..]}");
    }

    private static void WriteTargets(TextWriter output, Results results)
    {
        MarkdownTableWriter table = new("measurement", "figure", "target", "measured", "met");
        foreach (Target target in Targets.Of(results))
        {
            table.Add(target.Where, target.What, target.LimitText, Text.Figure(target.Measured, target.Unit), Verdict(target));
        }

        table.Write(output);
    }

    private static string Verdict(Target target) => target switch { { IsMet: true } => "yes", { IsMet: false } => "**no**", { Measured: null } => "not measured", _ => "–" };

    private static void WriteTimes(TextWriter output, Results results)
    {
        MarkdownTableWriter table = new(["contestant", .. results.Rows.Select(r => r.Row.Name)]);
        foreach (Entrant entrant in results.Lineup.Present)
        {
            string key = entrant.Entry.Key;
            table.Add([entrant.Entry.Title, .. results.Rows.Select(r => r.Has(key) ? $"{Text.Figure(Statistics.Median(r.Ratios(key, Entries.Raw)))} ({Text.Figure(r.Median(key, s => s.Typical))})" : "left out")]);
        }

        foreach (Absence absence in results.Lineup.Absent)
        {
            table.Add([absence.Entry.Title, .. results.Rows.Select(_ => absence.IsMissing ? "missing" : "–")]);
        }

        table.Write(output);
    }

    private static void WriteProcesses(TextWriter output, Results results)
    {
        MarkdownTableWriter table = new("contestant", "p50", "p90", "p99", "max", "B/call", "MB at first", "MB after 1 MiB × 1", "MB after 1 MiB × 8", "ms to first answer");
        RowResult sequential = results.Row(32, 1);
        foreach (Entrant entrant in results.Lineup.Present)
        {
            string key = entrant.Entry.Key;
            double[]? latency = sequential.Latency(key);
            StartResult start = results.Starts[key];
            table.Add(
                entrant.Entry.Title,
                Text.Figure(latency?[Quantiles.Median], ""),
                Text.Figure(latency?[Quantiles.P90], ""),
                Text.Figure(latency?[Quantiles.P99], ""),
                Text.Figure(latency?[Quantiles.Max], ""),
                Text.Figure(results.Row(32, 64).Allocated(key), ""),
                Text.Figure(Statistics.Median(start.FirstPeak)),
                start.SequentialPeak.Count > 0 ? Text.Figure(Statistics.Median(start.SequentialPeak)) : "–",
                Text.Figure(Statistics.Median(start.LoadedPeak)),
                start.Millis.Count > 0 ? Text.Figure(Statistics.Median(start.Millis)) : "–");
        }

        table.Write(output);
    }

    private static void WriteGrowth(TextWriter output, GrowthResult growth)
    {
        MarkdownTableWriter table = new("amount", "µs per message", "B allocated per message", "peak MB");
        foreach ((string what, GrowthPoint point) in growth.Messages.Select(p => ("messages, 64 under way", p)).Concat(growth.InFlight.Select(p => ("under way", p))))
        {
            table.Add($"{point.Amount:N0} {what}", Text.Figure(point.Micros), Text.Figure(point.Allocated), Text.Figure(point.Peak));
        }

        table.Write(output);
    }

    private static void WriteSlowFrames(TextWriter output, GrowthResult growth)
    {
        MarkdownTableWriter table = new("byte by byte", "ns per byte");
        foreach (SlowFrame frame in growth.SlowFrames)
        {
            table.Add(frame.Name, Text.Figure(Statistics.Median(frame.NanosPerByte)));
        }

        table.Write(output);
    }
}
