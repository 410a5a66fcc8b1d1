namespace Ixt.Bench.Ipc;

/// <summary>Multiples of the raw echo's time in one row of the table: a dot per contestant on a logarithmic axis, its range over the passes as a line.</summary>
internal static class RatioPlot
{
    private const double LabelWidth = 250;
    private const double ValueWidth = 46;
    private const double Width = 615;
    private const double RowHeight = 19;
    private const double Top = 8;
    private const double AxisHeight = 36;

    /// <param name="title">The row.</param>
    /// <param name="marks">From top to bottom.</param>
    /// <param name="range">Values that the axis covers, the same for all rows so that they can be compared.</param>
    internal static string Draw(string title, IReadOnlyList<Mark> marks, IReadOnlyList<double> range)
    {
        Svg svg = new(Width, Top + (marks.Count * RowHeight) + AxisHeight, "Time per call over the raw echo's, " + title);
        LogScale scale = LogScale.Over(range, LabelWidth, Width - ValueWidth);
        double bottom = svg.Height - AxisHeight;
        foreach (double line in scale.Lines())
        {
            svg.Line(scale[line], Top, scale[line], bottom, line == 1 ? "base" : "grid");
        }

        foreach (double tick in scale.Ticks())
        {
            svg.Text(scale[tick], bottom + 14, Text.Figure(tick) + "×", "middle", "tick");
        }

        svg.Text((LabelWidth + Width - ValueWidth) / 2, bottom + 29, "time per call ÷ raw echo's (log scale; left is faster)", "middle", "axis");
        for (int i = 0; i < marks.Count; i++)
        {
            Mark mark = marks[i];
            double y = Top + (i * RowHeight) + (RowHeight / 2);
            string style = Style.Of(mark.Entry);
            svg.Text(LabelWidth - 8, y + 4, mark.Entry.Title, "end", mark.Entry.Family == Family.Ixt ? "label strong" : "label");
            if (mark.Value is not { } value)
            {
                svg.Text(scale[1] + 8, y + 4, mark.Missing, "start", "tick");
                continue;
            }

            svg.Line(scale[1], y, scale[value], y, "stem " + style);
            svg.Line(scale[mark.Low], y, scale[mark.High], y, "range " + style);
            svg.Dot(scale[value], y, 4.5, style, $"{mark.Entry.Title}: {Text.Figure(value)} ({Text.Figure(mark.Low)} to {Text.Figure(mark.High)})");
            svg.Text(Width - 2, y + 4, Text.Figure(value) + "×", "end", "value");
        }

        return svg.ToString();
    }
}
