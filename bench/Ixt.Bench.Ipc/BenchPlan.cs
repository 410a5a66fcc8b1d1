namespace Ixt.Bench.Ipc;

/// <summary>What is measured and for how long.</summary>
/// <param name="Cases">The rows.</param>
/// <param name="Passes">How often each row is measured, the two contestants taking turns.</param>
/// <param name="Warmup">Unmeasured time per row and contestant, for the JIT.</param>
/// <param name="Window">Measured time per row, contestant and pass.</param>
internal sealed record BenchPlan(IReadOnlyList<BenchCase> Cases, int Passes, TimeSpan Warmup, TimeSpan Window)
{
    internal static BenchPlan Quick { get; } = new(
        [new(32, 1), new(32, 64), new(1024, 1), new(1024, 64)], Passes: 5, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.6));

    internal static BenchPlan Full { get; } = new(
        [new(32, 1), new(32, 64), new(1024, 1), new(1024, 64), new(64 * 1024, 1), new(64 * 1024, 32)],
        Passes: 11, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(1.5));
}
