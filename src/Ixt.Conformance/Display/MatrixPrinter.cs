using System.Globalization;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;
using Spectre.Console;

namespace Ixt.Conformance.Display;

/// <summary>Prints the matrix: areas down, implementations across.</summary>
internal static class MatrixPrinter
{
    /// <summary>Prints it, and below it who the columns are.</summary>
    public static void Print(IAnsiConsole console, RunOutcome outcome)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("area").Padding(0, 0)).AddColumn(new TableColumn("requirements").RightAligned().PadRight(0));
        foreach (Column column in outcome.Columns)
        {
            // Four of them fit a terminal of 80 columns.
            table.AddColumn(new TableColumn(Markup.Escape(column.Name)).RightAligned().PadRight(0));
        }

        ILookup<(string Area, string Testee), RunResult> cells = outcome.Results.ToLookup(r => (r.Case.Area, r.Testee));
        IReadOnlyList<string> areas = [.. outcome.Suite.Areas.Where(a => outcome.Results.Any(r => r.Case.Area == a))];
        foreach (string area in areas)
        {
            int requirements = outcome.Suite.Cases.Where(c => c.Area == area).SelectMany(c => c.Requirements).Distinct().Count();
            table.AddRow([Markup.Escape($"{area}  {outcome.Suite.TitleOf(area)}"), requirements.ToString(CultureInfo.InvariantCulture), .. outcome.Columns.Select(c => Cell(c, [.. cells[(area, c.Name)]]))]);
        }

        int all = outcome.Results.SelectMany(r => r.Case.Requirements).Distinct().Count();
        table.AddEmptyRow();
        table.AddRow(["[bold]all[/]", all.ToString(CultureInfo.InvariantCulture), .. outcome.Columns.Select(c => Cell(c, [.. outcome.Results.Where(r => r.Testee == c.Name)]))]);
        console.Write(table);
        foreach (Column column in outcome.Columns)
        {
            console.WriteLine(About(column, outcome));
        }
    }

    private static string Cell(Column column, IReadOnlyList<RunResult> results)
    {
        if (column.Missing is not null)
        {
            return column.DoesNotStart ? "[red]no start[/]" : "[dim]absent[/]";
        }

        int run = results.Count(r => r.Verdict != Verdict.NotApplicable);
        int passed = results.Count(r => r.Verdict is Verdict.Pass or Verdict.ExpectedFail or Verdict.Weak);
        if (run == 0)
        {
            return "[dim]–[/]";
        }

        bool red = results.Any(r => r.Verdict.IsFailure() || r.Verdict is Verdict.HarnessError or Verdict.UnexpectedPass);
        bool amber = results.Any(r => r.Verdict is Verdict.Weak or Verdict.ExpectedFail);
        string color = red ? "red" : amber ? "yellow" : "green";
        return string.Create(CultureInfo.InvariantCulture, $"[{color}]{passed}/{run}[/]");
    }

    private static string About(Column column, RunOutcome outcome)
    {
        if (column.Missing is { } missing)
        {
            return $"{column.Name}: {missing}";
        }

        string who = column.Implementation is { } i ? $"{i.Name} {i.Version}, {i.Language} on {i.Platform}" : column.Testee!.Description;
        IEnumerable<string> counts = outcome.Results.Where(r => r.Testee == column.Name && r.Verdict != Verdict.Pass)
            .GroupBy(r => r.Verdict).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.Name()}");
        return $"{column.Name}: {string.Join(", ", counts.Prepend(who))}{(column.Remark is { } remark ? $" ({remark})" : string.Empty)}";
    }
}
