using System.Diagnostics;
using System.Numerics;

namespace Ixt.Bench.Ipc;

/// <summary>Times of calls in buckets that are 1.6 % wide, so that counting them costs no memory per call.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] _counts = new long[64 * SubBuckets];
    private long _count;
    private long _max;

    /// <summary>Counts a time in ticks of <see cref="Stopwatch"/>.</summary>
    internal void Add(long ticks)
    {
        _counts[BucketOf(ticks)]++;
        _count++;
        _max = Math.Max(_max, ticks);
    }

    /// <summary>Microseconds at the points of <see cref="Ipc.Quantiles"/>.</summary>
    internal double[] Quantiles()
    {
        double[] result = new double[Ipc.Quantiles.Points.Count];
        long seen = 0;
        int bucket = -1;
        for (int i = 0; i < result.Length; i++)
        {
            // The last call is the maximum, whose time is known exactly.
            long rank = Math.Min((long)(Ipc.Quantiles.Points[i] * _count), _count - 1);
            while (seen <= rank)
            {
                seen += _counts[++bucket];
            }

            result[i] = Micros(rank == _count - 1 ? _max : Math.Min(LowerEnd(bucket), _max));
        }

        return result;
    }

    private static int BucketOf(long ticks)
    {
        int exponent = Math.Max(0, BitOperations.Log2((ulong)Math.Max(ticks, 1)) - SubBits);
        return (exponent * SubBuckets) + (int)(ticks >> exponent);
    }

    private static long LowerEnd(int bucket)
    {
        int exponent = Math.Max(0, (bucket / SubBuckets) - 1);
        return (long)(bucket - (exponent * SubBuckets)) << exponent;
    }

    private static double Micros(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
