using System.Globalization;

namespace Ixt.Bench.Ipc;

/// <summary>Figures as people read them.</summary>
internal static class Text
{
    /// <summary>Three digits that count, no more.</summary>
    internal static string Figure(double value) => value switch
    {
        >= 10_000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    internal static string Figure(double? value, string unit) => value is { } v ? Figure(v) + unit : "–";
}
