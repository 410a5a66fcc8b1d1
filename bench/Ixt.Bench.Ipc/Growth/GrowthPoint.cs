namespace Ixt.Bench.Ipc;

/// <summary>One measurement of a fresh module.</summary>
/// <param name="Amount">How many messages, or how many at a time.</param>
/// <param name="Micros">Microseconds per message.</param>
/// <param name="Allocated">Bytes per message that the module allocated.</param>
/// <param name="Peak">Peak memory of the module in MB.</param>
internal sealed record GrowthPoint(int Amount, double Micros, double Allocated, double Peak);
