using Ixt.Wire;

namespace Ixt.Bench.Ipc;

/// <summary>What the SDK is meant to reach, and what it reached.</summary>
internal sealed class Targets(Results results)
{
    private const string Times = " ×";

    /// <summary>All of them, in the order in which they matter.</summary>
    internal static IReadOnlyList<Target> Of(Results results)
    {
        Targets targets = new(results);
        return
        [
            .. targets.Loaded(32), .. targets.Loaded(1024), .. targets.Large(), .. targets.Sequential(), .. targets.Largest(), .. targets.Encoding(), .. targets.OwnBytes(), .. targets.Memory(), .. targets.Process(), .. targets.Flat(),
        ];
    }

    private IEnumerable<Target> Loaded(int payload)
    {
        RowResult row = results.Row(payload, 64);
        yield return Most(row, "of the raw echo's time", 2.5, Ratio(row, Entries.Sdk, Entries.Raw));
        yield return Least(row, "as fast as StreamJsonRpc's best formatter", 8, OverBestFormatter(row));
        yield return Least(row, "as fast as gRPC unary", 10, Ratio(row, Entries.GrpcUnary, Entries.Sdk));
        yield return Least(row, "as fast as Node to Node", 4, Ratio(row, Entries.NodeJson, Entries.Sdk));
        yield return Least(row, "as fast as @nexus-js/node-ipc on Node", 12, Ratio(row, Entries.NodeNexus, Entries.Sdk));
    }

    private IEnumerable<Target> Large()
    {
        RowResult row = results.Row(64 * 1024, 32);
        yield return Most(row, "of the raw echo's time", 1.3, Ratio(row, Entries.Sdk, Entries.Raw));
        yield return Least(row, "as fast as StreamJsonRpc's best formatter", 6, OverBestFormatter(row));
        yield return Least(row, "as fast as Node to Node", 8, Ratio(row, Entries.NodeJson, Entries.Sdk));
    }

    // Where base64 is most of the work: what protobuf is there for.
    private IEnumerable<Target> Encoding() =>
        results.Rows.Where(r => r.Row.Payload >= 64 * 1024).Select(row => Least(row, "as fast with protobuf as with JSON", 1.8, Ratio(row, Entries.Sdk, Entries.Protobuf)));

    // No promise: how near protobuf is to its own floor, whose frames are shorter than those of the unit.
    private IEnumerable<Target> OwnBytes() =>
        results.Rows.Select(row => new Target(row.Row.Name, "protobuf, of the time of the raw echo of protobuf's bytes", Times, Limit: null, IsFloor: false, Ratio(row, Entries.Protobuf, Entries.RawProtobuf)));

    private IEnumerable<Target> Sequential()
    {
        RowResult row = results.Row(32, 1);
        yield return Most(row, "of the raw echo's time, by default", 1.3, Ratio(row, Entries.Sdk, Entries.Raw));
        yield return Most(row, "of the raw echo's time, spinning, which is the default", 0.4, Ratio(row, Entries.Sdk, Entries.Raw));
        yield return new Target(row.Row.Name, "of the raw echo's time, not spinning", Times, Limit: null, IsFloor: false, Ratio(row, Entries.Sleeping, Entries.Raw));
    }

    private IEnumerable<Target> Largest()
    {
        const int mebibyte = 1024 * 1024;
        yield return Most(results.Row(mebibyte, 1), "of the raw echo's time", 1.5, Ratio(results.Row(mebibyte, 1), Entries.Sdk, Entries.Raw));
        yield return Most(results.Row(mebibyte, 8), "of the raw echo's time", 1.5, Ratio(results.Row(mebibyte, 8), Entries.Sdk, Entries.Raw));
    }

    private IEnumerable<Target> Memory()
    {
        double limit = (4 * ModuleContestant.FrameLength(1024 * 1024) / 1e6) + 40;
        foreach ((string key, string whose) in new[] { (Entries.Sdk, "the module"), (Entries.Native, "the native module") })
        {
            string what = $"peak memory of {whose}: four frames and 40 MB";
            yield return new Target("1 MiB × 1", what, " MB", limit, IsFloor: false, Start(key, s => s.SequentialPeak));
            yield return new Target("1 MiB × 8", what, " MB", limit, IsFloor: false, Start(key, s => s.LoadedPeak));
        }
    }

    private IEnumerable<Target> Process()
    {
        RowResult row = results.Row(32, 64);
        yield return new Target(row.Row.Name, "allocated per handled message", " B", 400, IsFloor: false, row.Has(Entries.Sdk) ? row.Allocated(Entries.Sdk) : null);
        yield return new Target("start, native", "spawn to first answer", " ms", 10, IsFloor: false, Start(Entries.Native, s => s.Millis));
        yield return new Target("start, native", "peak memory at the first answer", " MB", 12, IsFloor: false, Start(Entries.Native, s => s.FirstPeak));
    }

    private IEnumerable<Target> Flat()
    {
        GrowthResult? growth = results.Growth;
        yield return new Target(
            "as work grows", "time per message, most messages over fewest", Times, 1.2, IsFloor: false, Last(growth?.Messages, p => p.Micros));
        yield return new Target(
            "as work grows", "peak memory, most messages over fewest", Times, 1.2, IsFloor: false, Last(growth?.Messages, p => p.Peak));
        yield return new Target(
            "as work grows", "time per message, most under way over the best", Times, 1.5, IsFloor: false, growth is null ? null : growth.InFlight[^1].Micros / growth.InFlight.Min(p => p.Micros));
        yield return ByteByByte("time per byte of a frame that comes byte by byte, 16 MiB over 1 MiB", FrameFormat.LengthLittleEndian);
        yield return ByteByByte("time per byte of a line that comes byte by byte, 16 MiB over 1 MiB", FrameFormat.Ndjson);
    }

    private Target ByteByByte(string what, FrameFormat framing) =>
        new("as work grows", what, Times, 1.5, IsFloor: false, results.Growth is { } growth ? LargeOverSmall([.. growth.SlowFrames.Where(f => f.Framing == framing)]) : null);

    // Repetition by repetition, as ratios of contestants are taken pass by pass.
    private static double LargeOverSmall(SlowFrame[] frames) => Statistics.Median(frames[^1].NanosPerByte.Zip(frames[0].NanosPerByte, static (large, small) => large / small));

    private static Target Most(RowResult row, string what, double limit, double? measured) => new(row.Row.Name, what, Times, limit, IsFloor: false, measured);

    private static Target Least(RowResult row, string what, double limit, double? measured) => new(row.Row.Name, what, Times, limit, IsFloor: true, measured);

    private static double? Last(IReadOnlyList<GrowthPoint>? points, Func<GrowthPoint, double> figure) => points is null ? null : figure(points[^1]) / figure(points[0]);

    private static double? Ratio(RowResult row, string slow, string fast) => row.Has(slow) && row.Has(fast) ? Statistics.Median(row.Ratios(slow, fast)) : null;

    // The best formatter is the one that is fastest in this row.
    private static double? OverBestFormatter(RowResult row) =>
        Entries.All.Where(e => e.Key.StartsWith(Entries.JsonRpcPrefix, StringComparison.Ordinal)).Select(e => Ratio(row, e.Key, Entries.Sdk)).Min();

    private double? Start(string key, Func<StartResult, IReadOnlyList<double>> figure) =>
        results.Starts.TryGetValue(key, out StartResult? start) && figure(start).Count > 0 ? Statistics.Median(figure(start)) : null;
}
