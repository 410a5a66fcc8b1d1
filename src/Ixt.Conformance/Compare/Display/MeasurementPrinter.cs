using System.Globalization;
using Ixt.Conformance.Compare.Measuring;
using Spectre.Console;

namespace Ixt.Conformance.Compare.Display;

/// <summary>Prints a measurement: the implementations side by side, then the reference's figure as a multiple of each other's.</summary>
internal static class MeasurementPrinter
{
    /// <summary>The figures, in the order in which they are shown.</summary>
    public static IReadOnlyList<(string Name, string Unit, Func<Figures, double?> Of)> Rows { get; } =
    [
        ("start-up", "ms", f => f.StartUpMs),
        ("memory", "MiB", f => f.MemoryMb),
        ("round trip", "µs", f => f.RoundTripUs),
        ("round trip, p99", "µs", f => f.RoundTripP99Us),
    ];

    /// <summary>Prints it.</summary>
    public static void Print(IAnsiConsole console, string name, Measurement measured)
    {
        Figures reference = measured.Figures[0];
        Table table = new Table().Border(TableBorder.Simple).AddColumn("median");
        foreach (Figures figures in measured.Figures)
        {
            table.AddColumn(new TableColumn(Markup.Escape(figures.Implementation)).RightAligned());
        }

        foreach (Figures other in measured.Figures.Skip(1))
        {
            table.AddColumn(new TableColumn(Markup.Escape($"{reference.Implementation} : {other.Implementation}")).RightAligned());
        }

        foreach ((string row, string unit, Func<Figures, double?> of) in Rows)
        {
            table.AddRow([row, .. measured.Figures.Select(f => Number(of(f), unit)), .. measured.Figures.Skip(1).Select(f => Ratio(of(reference), of(f)))]);
        }

        console.WriteLine();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, measured: {measured.Rounds} processes each, in turns; {measured.Messages} messages, {measured.Passes} times, one after the other."));
        console.Write(table);
    }

    private static string Number(double? value, string unit) => value is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number:0.0} {unit}") : "–";

    private static string Ratio(double? reference, double? other) =>
        reference is { } a && other is { } b && b > 0 ? string.Create(CultureInfo.InvariantCulture, $"{a / b:0.00}") : "–";
}
