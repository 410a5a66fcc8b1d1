namespace Ixt.Bench.Ipc;

/// <summary>What a message costs as there are more of them.</summary>
/// <param name="Messages">More one after another, 64 under way.</param>
/// <param name="InFlight">More at a time.</param>
/// <param name="SlowFrames">Larger ones, byte by byte.</param>
internal sealed record GrowthResult(IReadOnlyList<GrowthPoint> Messages, IReadOnlyList<GrowthPoint> InFlight, IReadOnlyList<SlowFrame> SlowFrames);
