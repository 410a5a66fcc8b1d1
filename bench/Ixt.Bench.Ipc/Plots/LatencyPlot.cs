namespace Ixt.Bench.Ipc;

/// <summary>How long single calls take: a line per contestant over the share of calls that took at most that long.</summary>
internal static class LatencyPlot
{
    private const double Width = 1175;
    private const double Height = 460;
    private const double Left = 60;
    private const double Right = 275;
    private const double Top = 10;
    private const double Bottom = 48;
    private const double LabelStep = 15;

    // Each nine of the axis is as wide as the next; the last call stands where one more would be.
    private const double Last = 4;

    private static readonly (double Point, string Label)[] s_ticks =
        [(0, "least"), (0.5, "50 %"), (0.9, "90 %"), (0.99, "99 %"), (0.999, "99.9 %"), (1, "longest")];

    internal static string Draw(IReadOnlyList<(Entry Entry, double[] Latency)> lines)
    {
        Svg svg = new(Width, Height, "Distribution of the time of single calls");
        LogScale scale = LogScale.Over(lines.SelectMany(l => l.Latency), Height - Bottom, Top);
        foreach (double line in scale.Lines())
        {
            svg.Line(Left, scale[line], Width - Right, scale[line], "grid");
        }

        foreach (double tick in scale.Ticks())
        {
            svg.Text(Left - 6, scale[tick] + 4, Text.Figure(tick), "end", "tick");
        }

        foreach ((double point, string label) in s_ticks)
        {
            svg.Line(X(point), Top, X(point), Height - Bottom, "grid");
            svg.Text(X(point), Height - Bottom + 16, label, "middle", "tick");
        }

        svg.Text((Left + Width - Right) / 2, Height - 8, "share of the calls that took at most so long", "middle", "axis");
        svg.Text(Left, Top + 12, " µs per call (log scale)", "start", "axis");
        foreach ((Entry entry, double[] latency) in lines)
        {
            string style = Style.Of(entry);
            svg.Polyline(latency.Select((micros, i) => (X(Quantiles.Points[i]), scale[micros])), "curve " + style);
            svg.Dot(X(1), scale[latency[Quantiles.Max]], 3, style, $"{entry.Title}: half within {Text.Figure(latency[Quantiles.Median])} µs, longest {Text.Figure(latency[Quantiles.Max])} µs");
        }

        Label(svg, [.. lines.Select(l => (l.Entry, Y: scale[l.Latency[Quantiles.Max]])).OrderBy(l => l.Y)]);
        return svg.ToString();
    }

    private static double X(double point) => Left + ((Width - Left - Right) * (point < 1 ? -Math.Log10(1 - point) : Last) / Last);

    // Names at the ends of the lines, moved apart where they would lie on each other.
    private static void Label(Svg svg, (Entry Entry, double Y)[] ends)
    {
        double[] places = new double[ends.Length];
        double next = Top + 6;
        for (int i = 0; i < ends.Length; i++)
        {
            places[i] = Math.Max(ends[i].Y, next);
            next = places[i] + LabelStep;
        }

        double limit = Height - Bottom;
        for (int i = ends.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], limit);
            limit = places[i] - LabelStep;
        }

        for (int i = 0; i < ends.Length; i++)
        {
            svg.Line(X(1) + 5, ends[i].Y, X(1) + 22, places[i], "leader " + Style.Of(ends[i].Entry));
            svg.Text(X(1) + 26, places[i] + 4, ends[i].Entry.Title, "start", ends[i].Entry.Family == Family.Ixt ? "label strong" : "label");
        }
    }
}
