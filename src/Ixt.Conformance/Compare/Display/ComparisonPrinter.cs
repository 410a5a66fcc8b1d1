using Ixt.Conformance.Compare.Verdict;
using Spectre.Console;

namespace Ixt.Conformance.Compare.Display;

/// <summary>Prints comparisons: a line per step, and both sides where they part.</summary>
internal sealed class ComparisonPrinter(IAnsiConsole console)
{
    private const int MaxOutput = 10;

    /// <summary>Prints what came of one script, all framings in one list.</summary>
    /// <param name="name">The script's name.</param>
    /// <param name="framings">One comparison per framing.</param>
    /// <param name="steps">Whether the steps are shown when there is no difference.</param>
    public void Print(string name, IReadOnlyList<Comparison> framings, bool steps)
    {
        bool same = framings.All(c => c.Same);
        string[] names = [.. framings[0].Performances.Select(p => p.Implementation)];
        if (same && !steps)
        {
            Line("✓", $"{name}: {framings[0].Script.Title}", Color.Green);
            return;
        }

        console.WriteLine($"{name}: {framings[0].Script.Title}", new Style(decoration: Decoration.Bold));
        int rows = framings.Max(c => c.Rows.Count);
        foreach (string title in framings.MaxBy(c => c.Rows.Count)!.Rows.Select(Key).Distinct(StringComparer.Ordinal))
        {
            PrintRow([.. framings.SelectMany(c => c.Rows.Where(r => Key(r) == title).Select(r => (c, r)))], framings.Count);
        }

        string framing = string.Join(" and ", framings.Select(c => c.Framing.ToString().ToLowerInvariant()));
        int places = framings.Max(c => c.Rows.Sum(r => r.Differences.Count));
        console.WriteLine(
            same ? $"{name}: {Join(names)} do the same ({framing})." : $"{name}: {Join(names)} part in {places} {(places == 1 ? "place" : "places")} ({framing}).",
            new Style(same ? Color.Green : Color.Red));
    }

    /// <summary>The lines of one difference.</summary>
    public static IEnumerable<string> Lines(Difference difference)
    {
        string where = difference.Pointer is null ? string.Empty : difference.Pointer.Length == 0 ? "at the whole" : $"at {difference.Pointer}";
        string head = string.Join(", ", new[] { difference.What, where }.Where(t => !string.IsNullOrEmpty(t)));
        if (head.Length > 0)
        {
            yield return head;
        }

        int width = difference.Sides.Max(s => s.Implementation.Length);
        width = difference.Expected is null ? width : Math.Max(width, "expected".Length);
        if (difference.Expected is { } expected)
        {
            yield return $"  {"expected".PadRight(width)}  {expected}";
        }

        foreach (Side side in difference.Sides)
        {
            yield return $"  {side.Implementation.PadRight(width)}  {side.Text}{(side.Wrong ? "  ←" : string.Empty)}";
        }

        foreach (string line in difference.Output.TakeLast(MaxOutput))
        {
            yield return $"  | {line}";
        }

        yield return $"  next: {difference.Next}";
    }

    private static string Key(ComparedRow row) => $"{row.Number} {row.Title}";

    private static string Join(string[] names) => names.Length == 2 ? $"{names[0]} and {names[1]}" : $"{string.Join(", ", names[..^1])} and {names[^1]}";

    private void PrintRow(IReadOnlyList<(Comparison In, ComparedRow Row)> all, int framings)
    {
        ComparedRow first = all[0].Row;
        string number = first.Number is { } n ? $"{n,2}" : "  ";
        bool differs = all.Any(a => a.Row.Differences.Count > 0);
        if (!differs && all.Any(a => !a.Row.Reached))
        {
            Line("–", $"{number} {first.Title}  not reached", Color.Grey);
            return;
        }

        Line(differs ? "✗" : "✓", $"{number} {first.Title}{(differs || first.Shown is null ? string.Empty : $"  {first.Shown}")}", differs ? Color.Red : Color.Green);
        foreach (IGrouping<string, (string Text, string Framing)> group in all
            .SelectMany(a => a.Row.Differences.Select(d => (Text: string.Join('\n', Lines(d)), Framing: a.In.Framing.ToString().ToLowerInvariant())))
            .GroupBy(d => d.Text, StringComparer.Ordinal))
        {
            string[] where = [.. group.Select(g => g.Framing).Distinct(StringComparer.Ordinal)];
            if (where.Length < framings)
            {
                console.WriteLine($"       only in {string.Join(", ", where)}:");
            }

            foreach (string line in group.Key.Split('\n'))
            {
                console.WriteLine($"       {line}");
            }
        }
    }

    private void Line(string mark, string text, Color color)
    {
        console.Write(new Text($"  {mark} ", new Style(color)));
        console.WriteLine(text);
    }
}
