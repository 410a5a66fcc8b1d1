using System.Diagnostics;

namespace Ixt.Session;

/// <summary>Looks for bytes again and again for a short while: cheaper than to sleep and be woken if they are about to come.</summary>
/// <remarks>Adapts: a look that finds nothing halves the time of the next, one that finds something doubles it, up to the limit.</remarks>
internal sealed class Spinner
{
    private const int Shortest = 16;

    private readonly Transport _transport;
    private readonly long _limit;
    private long _time;

    internal Spinner(Transport transport, TimeSpan limit)
    {
        _transport = transport;
        _limit = Math.Max(Shortest, (long)(limit.TotalSeconds * Stopwatch.Frequency));
        _time = _limit;
    }

    /// <returns><see langword="false"/> when nothing came.</returns>
    internal bool TryRead(Span<byte> buffer, out int count)
    {
        long end = Stopwatch.GetTimestamp() + _time;
        do
        {
            if (_transport.TryRead(buffer, out count))
            {
                _time = Math.Min(_limit, _time * 2);
                return true;
            }

            Thread.SpinWait(20);
        }
        while (Stopwatch.GetTimestamp() < end);

        _time = Math.Max(_limit / Shortest, _time / 2);
        return false;
    }
}
