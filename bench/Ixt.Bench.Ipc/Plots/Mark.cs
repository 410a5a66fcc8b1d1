namespace Ixt.Bench.Ipc;

/// <summary>A value in a plot with a line per contestant.</summary>
/// <param name="Entry">Whose.</param>
/// <param name="Value">The value; <see langword="null"/> when there is none.</param>
/// <param name="Low">Least of the passes.</param>
/// <param name="High">Most of the passes.</param>
/// <param name="Second">Another value on the same axis, or <see langword="null"/>.</param>
/// <param name="Missing">What stands in place of a value.</param>
internal sealed record Mark(Entry Entry, double? Value, double Low = 0, double High = 0, double? Second = null, string Missing = "");
