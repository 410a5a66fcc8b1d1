namespace Ixt.Bench.Ipc;

/// <summary>A bar per contestant from zero, and a paler one behind it for a second value.</summary>
internal static class BarPlot
{
    private const double LabelWidth = 250;
    private const double ValueWidth = 96;
    private const double Width = 615;
    private const double RowHeight = 22;
    private const double Top = 8;
    private const double AxisHeight = 36;

    internal static string Draw(string axis, string unit, IReadOnlyList<Mark> marks)
    {
        Svg svg = new(Width, Top + (marks.Count * RowHeight) + AxisHeight, axis);
        double most = marks.Max(m => Math.Max(m.Second ?? 0, Math.Max(m.Value ?? 0, m.High)));
        double step = Step(most);
        double end = Math.Ceiling(most / step) * step;
        double bottom = svg.Height - AxisHeight;
        double At(double value) => LabelWidth + ((Width - ValueWidth - LabelWidth) * value / end);
        for (double tick = 0; tick <= end * 1.001; tick += step)
        {
            svg.Line(At(tick), Top, At(tick), bottom, tick == 0 ? "base" : "grid");
            svg.Text(At(tick), bottom + 14, Text.Figure(tick), "middle", "tick");
        }

        svg.Text((LabelWidth + Width - ValueWidth) / 2, bottom + 29, $"{axis} ({unit})", "middle", "axis");
        for (int i = 0; i < marks.Count; i++)
        {
            Mark mark = marks[i];
            double y = Top + (i * RowHeight);
            string style = Style.Of(mark.Entry);
            svg.Text(LabelWidth - 8, y + (RowHeight / 2) + 4, mark.Entry.Title, "end", mark.Entry.Family == Family.Ixt ? "label strong" : "label");
            if (mark.Value is not { } value)
            {
                svg.Text(LabelWidth + 4, y + (RowHeight / 2) + 4, mark.Missing, "start", "tick");
                continue;
            }

            if (mark.Second is { } second)
            {
                svg.Rect(LabelWidth, y + 5, At(second) - LabelWidth, RowHeight - 10, "pale " + style);
            }

            svg.Rect(LabelWidth, y + 5, At(value) - LabelWidth, RowHeight - 10, style);
            if (mark.High > 0)
            {
                svg.Line(At(mark.Low), y + (RowHeight / 2), At(mark.High), y + (RowHeight / 2), "whisker");
            }

            svg.Text(Width - 2, y + (RowHeight / 2) + 4, Text.Figure(value) + (mark.Second is { } also ? $" → {Text.Figure(also)}" : ""), "end", "value");
        }

        return svg.ToString();
    }

    // Four to ten lines, at round values.
    private static double Step(double most)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        double lead = most / power;
        return power * (lead < 2 ? 0.5 : lead < 5 ? 1 : 2);
    }
}
