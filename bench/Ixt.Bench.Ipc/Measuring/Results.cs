namespace Ixt.Bench.Ipc;

/// <summary>All that a run has found.</summary>
/// <param name="Machine">What it was taken on.</param>
/// <param name="Plan">What was measured.</param>
/// <param name="Lineup">Who took part, and who did not.</param>
/// <param name="Rows">The table.</param>
/// <param name="Starts">Start-up and memory, per contestant.</param>
/// <param name="Growth">Cost as work grows; <see langword="null"/> when the SDK was not asked for.</param>
internal sealed record Results(
    string Machine, BenchPlan Plan, Lineup Lineup, IReadOnlyList<RowResult> Rows, IReadOnlyDictionary<string, StartResult> Starts, GrowthResult? Growth)
{
    internal RowResult Row(int payload, int inFlight) => Rows.Single(r => r.Row == new BenchCase(payload, inFlight));
}
