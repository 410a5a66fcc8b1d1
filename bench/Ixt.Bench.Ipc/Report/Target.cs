namespace Ixt.Bench.Ipc;

/// <summary>A figure that we promise ourselves, or that stands among those for comparison.</summary>
/// <param name="Where">Which measurement.</param>
/// <param name="What">Which figure, and its limit.</param>
/// <param name="Unit">Of the figure.</param>
/// <param name="Limit">The limit; <see langword="null"/> when nothing is promised.</param>
/// <param name="IsFloor">Whether the limit is the least, not the most.</param>
/// <param name="Measured"><see langword="null"/> when this run did not measure it.</param>
internal sealed record Target(string Where, string What, string Unit, double? Limit, bool IsFloor, double? Measured)
{
    internal bool? IsMet => Measured is { } value && Limit is { } limit ? (IsFloor ? value >= limit : value <= limit) : null;

    /// <summary>The limit for people.</summary>
    internal string LimitText => Limit is { } limit ? $"{(IsFloor ? "≥" : "≤")} {Text.Figure(limit)}{Unit}" : "–";
}
