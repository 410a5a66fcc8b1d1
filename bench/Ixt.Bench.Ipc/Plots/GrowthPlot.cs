namespace Ixt.Bench.Ipc;

/// <summary>What a message costs over how many there are: flat is good.</summary>
internal static class GrowthPlot
{
    private const double Width = 560;
    private const double Height = 270;
    private const double Left = 56;
    private const double Right = 14;
    private const double Top = 22;
    private const double Bottom = 46;

    internal static string Draw(string axis, IReadOnlyList<GrowthPoint> points)
    {
        Svg svg = new(Width, Height, "Time per message over " + axis);
        LogScale x = new(points[0].Amount, points[^1].Amount, Left + 10, Width - Right - 20);
        double most = points.Max(p => p.Micros) * 1.15;
        double Y(double micros) => Height - Bottom - ((Height - Top - Bottom) * micros / most);
        double step = Math.Pow(10, Math.Floor(Math.Log10(most)));
        step = most / step < 2 ? step / 4 : most / step < 5 ? step / 2 : step;
        for (double tick = 0; tick <= most; tick += step)
        {
            svg.Line(Left, Y(tick), Width - Right, Y(tick), tick == 0 ? "base" : "grid");
            svg.Text(Left - 6, Y(tick) + 4, Text.Figure(tick), "end", "tick");
        }

        svg.Polyline(points.Select(p => (x[p.Amount], Y(p.Micros))), "curve ixt");
        foreach (GrowthPoint point in points)
        {
            svg.Dot(x[point.Amount], Y(point.Micros), 4, "ixt", $"{point.Amount:N0}: {Text.Figure(point.Micros)} µs, peak {Text.Figure(point.Peak)} MB");
            svg.Text(x[point.Amount], Y(point.Micros) - 10, Text.Figure(point.Micros), "middle", "value");
            svg.Text(x[point.Amount], Height - Bottom + 16, point.Amount.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), "middle", "tick");
        }

        svg.Text((Left + Width - Right) / 2, Height - 8, axis + " (log scale)", "middle", "axis");
        svg.Text(Left, Top - 8, "µs per message", "start", "axis");
        return svg.ToString();
    }
}
