namespace Ixt.Bench.Ipc;

/// <summary>A contestant that does not take part.</summary>
/// <param name="Entry">Which.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsMissing">Whether it was asked for: an error where everything is meant to be installed.</param>
internal sealed record Absence(Entry Entry, string Reason, bool IsMissing);
