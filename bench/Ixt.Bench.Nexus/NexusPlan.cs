namespace Ixt.Bench.Nexus;

/// <summary>What is measured and for how long.</summary>
/// <param name="Cases">The rows.</param>
/// <param name="Passes">How often each row is measured, the contestants taking turns.</param>
/// <param name="Warmup">Unmeasured time per row and contestant, for both just-in-time compilers.</param>
/// <param name="Window">Measured time per row, contestant and pass.</param>
internal sealed record NexusPlan(IReadOnlyList<NexusCase> Cases, int Passes, TimeSpan Warmup, TimeSpan Window)
{
    private static readonly NexusCase[] s_cases =
        [new(0, 1), new(0, 64), new(32, 1), new(32, 64), new(1024, 1), new(1024, 64), new(64 * 1024, 1), new(64 * 1024, 64)];

    // Some 20 s: shows that all of it works, and ratios roughly.
    internal static NexusPlan Quick { get; } = new(s_cases, Passes: 3, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.1));

    // Some 9 minutes.
    internal static NexusPlan Full { get; } = new(s_cases, Passes: 11, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));
}
