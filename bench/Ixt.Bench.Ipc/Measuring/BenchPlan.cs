namespace Ixt.Bench.Ipc;

/// <summary>What is measured and for how long.</summary>
/// <param name="Name">How it is asked for.</param>
/// <param name="Passes">How often each row is measured, the contestants taking turns.</param>
/// <param name="Warmup">Unmeasured time per row and contestant in each of the <see cref="WarmupRounds"/>, for just-in-time compilers.</param>
/// <param name="Window">Measured time per row, contestant and pass.</param>
/// <param name="LargestForSlow">Largest payload that slow contestants are measured with.</param>
/// <param name="Starts">Fresh processes per contestant, for start-up and memory.</param>
/// <param name="Messages">Numbers of messages whose cost per message is to be the same.</param>
/// <param name="InFlight">Numbers of messages under way whose cost per message is to be the same, or less.</param>
/// <param name="MessagesPerInFlight">Messages each of those is measured with.</param>
internal sealed record BenchPlan(
    string Name, int Passes, TimeSpan Warmup, TimeSpan Window, int LargestForSlow, int Starts, IReadOnlyList<int> Messages, IReadOnlyList<int> InFlight, int MessagesPerInFlight)
{
    /// <summary>
    /// Rounds of warm-up, each with a <see cref="Settling"/> after it. .NET counts the calls of a method only once nothing new has been compiled for 100 ms, and what is called
    /// often it compiles twice more: to find out what happens in there, then to make use of that. So what helps is one round per step and a rest between them, not a longer round.
    /// </summary>
    internal const int WarmupRounds = 3;

    private const int Soak = 10_000_000;

    /// <summary>Time in which everybody rests: those 100 ms, and what the compilers of a dozen processes take after them.</summary>
    internal static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.3);

    /// <summary>The rows of every plan.</summary>
    internal static IReadOnlyList<BenchCase> Cases { get; } =
    [
        new(32, 1), new(32, 64), new(1024, 1), new(1024, 64), new(64 * 1024, 1), new(64 * 1024, 32), new(1024 * 1024, 1), new(1024 * 1024, 8),
    ];

    internal static BenchPlan Quick { get; } = new(
        "quick", Passes: 3, TimeSpan.FromSeconds(0.08), TimeSpan.FromSeconds(0.08), LargestForSlow: 64 * 1024, Starts: 3, [1_000, 10_000, 100_000], [1, 16, 256, 4096], 20_000);

    internal static BenchPlan Full { get; } = new(
        "full", Passes: 9, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.6), LargestForSlow: int.MaxValue, Starts: 15, [1_000, 10_000, 100_000, 1_000_000], [1, 4, 16, 64, 256, 1024, 4096], 200_000);

    /// <summary>The same with ten million messages more at the end.</summary>
    internal BenchPlan WithSoak() => this with { Messages = [.. Messages, Soak] };
}
