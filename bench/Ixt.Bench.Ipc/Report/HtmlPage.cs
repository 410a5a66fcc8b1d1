using System.Net;
using System.Text;

namespace Ixt.Bench.Ipc;

/// <summary>The results as one page that needs nothing else: no network, no script.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _html = new();
    private readonly Results _results;
    private readonly IReadOnlyList<Entry> _shown;

    private HtmlPage(Results results)
    {
        _results = results;

        // Who was not asked for is not shown; who is missing is, as missing.
        _shown = [.. Entries.All.Where(e => results.Lineup.Has(e.Key) || results.Lineup.Absent.Any(a => a.Entry == e && a.IsMissing))];
    }

    internal static void Write(string path, Results results) => File.WriteAllText(path, new HtmlPage(results).Render());

    private string Render()
    {
        BenchPlan plan = _results.Plan;
        _html.Append($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Ixt: echo between two processes</title>\n<style>\n{Style.Sheet}\n</style>\n</head>\n<body>\n");
        _html.Append("<h1>Ixt: echo between two processes</h1>\n");
        Paragraph($"{_results.Machine}. {plan.Name} run: medians of {plan.Passes} passes in which the contestants take turns, {plan.Window.TotalSeconds:0.##} s each. A call sends a payload and gets it back; 32 B × 64 means 64 calls under way at a time.");
        Key();
        Ratios();
        Latency();
        Processes();
        Growth();
        TargetTable();
        Absent();
        _html.Append("</body>\n</html>\n");
        return _html.ToString();
    }

    private void Key()
    {
        _html.Append("<ul class=\"key\">");
        foreach ((Family family, string title) in Style.Key.Where(k => _shown.Any(e => e.Family == k.Family)))
        {
            _html.Append($"<li><span style=\"background:var(--{Style.Of(family)})\"></span>{title}</li>");
        }

        _html.Append("</ul>\n");
    }

    private void Ratios()
    {
        Heading("Time per call", "As a multiple of the time that a raw .NET socket echo takes for the bytes of the request in JSON in the same pass. Pale lines span the passes; the axis is the same in all plots.");
        double[] range = [1, .. from row in _results.Rows from e in _results.Lineup.Present where row.Has(e.Entry.Key) from r in row.Ratios(e.Entry.Key, Entries.Raw) select r];
        _html.Append("<div class=\"grid\">\n");
        foreach (RowResult row in _results.Rows)
        {
            Card(row.Row.Name, RatioPlot.Draw(row.Row.Name, [.. _shown.Where(e => e.Key != Entries.Raw).Select(e => RatioMark(row, e))], range));
        }

        _html.Append("</div>\n");
    }

    private void Latency()
    {
        RowResult row = _results.Row(32, 1);
        Heading("Single calls", "32 B, one call after another: how long a call takes at most, for which share of the calls. Medians of the passes at each point.");
        Card("", LatencyPlot.Draw([.. _results.Lineup.Present.Where(e => row.Has(e.Entry.Key) && row.Latency(e.Entry.Key) is not null).Select(e => (e.Entry, row.Latency(e.Entry.Key)!))]));
    }

    private void Processes()
    {
        Heading("Processes", "Fresh processes. Thin lines span them all.");
        _html.Append("<div class=\"grid\">\n");
        Card("Start: spawn to first answer", BarPlot.Draw("time", "ms", [.. _shown.Where(e => !e.IsPair).Select(StartMark)]));
        Card("Peak memory of the process that answers: at its first answer → after 1 MiB × 8", BarPlot.Draw("memory", "MB", [.. _shown.Select(MemoryMark)]));
        _html.Append("</div>\n");
    }

    private void Growth()
    {
        if (_results.Growth is not { } growth)
        {
            return;
        }

        Heading("As work grows", "A module on the SDK, 32 B, each point in a fresh process. The line should not rise.");
        _html.Append("<div class=\"grid\">\n");
        Card("More messages, 64 under way", GrowthPlot.Draw("messages", growth.Messages));
        Card("More under way", GrowthPlot.Draw("messages under way", growth.InFlight));
        Card("A frame that arrives byte by byte, in the reader alone", SlowFrameTable(growth.SlowFrames));
        _html.Append("</div>\n");
    }

    private static string SlowFrameTable(IReadOnlyList<SlowFrame> frames)
    {
        StringBuilder table = new("<table><tr><th>frame</th><th>ns per byte</th></tr>\n");
        foreach (SlowFrame frame in frames)
        {
            table.Append($"<tr><td>{Safe(frame.Name)}</td><td>{Text.Figure(Statistics.Median(frame.NanosPerByte))}</td></tr>\n");
        }

        return table.Append("</table>\n").ToString();
    }

    private void TargetTable()
    {
        Heading("Targets", "What the SDK is meant to reach, on the .NET runtime and with its default options unless a row says otherwise. Nothing is promised where no target stands.");
        _html.Append("<div class=\"card\"><table><tr><th>measurement</th><th class=\"left\">figure</th><th>target</th><th>measured</th><th>met</th></tr>\n");
        foreach (Target target in Targets.Of(_results))
        {
            string met = target switch { { IsMet: true } => "<td class=\"met\">✓ yes", { IsMet: false } => "<td class=\"unmet\">✗ no", { Measured: null } => "<td>not measured", _ => "<td>–" };
            _html.Append($"<tr><td>{Safe(target.Where)}</td><td class=\"left\">{Safe(target.What)}</td><td>{target.LimitText}</td><td>{Text.Figure(target.Measured, target.Unit)}</td>{met}</td></tr>\n");
        }

        _html.Append("</table></div>\n");
    }

    private void Absent()
    {
        if (_results.Lineup.Absent.Count == 0)
        {
            return;
        }

        Heading("Not here", "Contestants that took no part.");
        _html.Append("<div class=\"card\"><table>\n");
        foreach (Absence absence in _results.Lineup.Absent)
        {
            _html.Append($"<tr><td>{Safe(absence.Entry.Title)}</td><td class=\"left\">{(absence.IsMissing ? "missing: " : "")}{Safe(absence.Reason)}</td></tr>\n");
        }

        _html.Append("</table></div>\n");
    }

    private Mark RatioMark(RowResult row, Entry entry)
    {
        if (!row.Has(entry.Key))
        {
            return new Mark(entry, null, Missing: Without(entry, "left out of the quick run"));
        }

        double[] ratios = row.Ratios(entry.Key, Entries.Raw);
        return new Mark(entry, Statistics.Median(ratios), ratios.Min(), ratios.Max());
    }

    private Mark StartMark(Entry entry) => _results.Starts.TryGetValue(entry.Key, out StartResult? start)
        ? new Mark(entry, Statistics.Median(start.Millis), start.Millis.Min(), start.Millis.Max())
        : new Mark(entry, null, Missing: Without(entry, ""));

    private Mark MemoryMark(Entry entry) => _results.Starts.TryGetValue(entry.Key, out StartResult? start)
        ? new Mark(entry, Statistics.Median(start.FirstPeak), Second: Statistics.Median(start.LoadedPeak))
        : new Mark(entry, null, Missing: Without(entry, ""));

    private string Without(Entry entry, string reason) => _results.Lineup.Has(entry.Key) ? reason : "missing on this machine";

    private void Heading(string title, string note)
    {
        _html.Append($"<h2>{title}</h2>\n");
        Paragraph(note);
    }

    private void Paragraph(string text) => _html.Append($"<p>{Safe(text)}</p>\n");

    private void Card(string title, string drawing) => _html.Append($"<div class=\"card\">{(title.Length > 0 ? $"<h3>{Safe(title)}</h3>" : "")}\n{drawing}</div>\n");

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
