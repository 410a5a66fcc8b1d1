using System.Diagnostics;

namespace Ixt.Session;

/// <summary>Looks for bytes again and again for a short while: cheaper than to sleep and be woken if they are about to come.</summary>
/// <remarks>
/// Adapts to how long the waits are. A long one halves the time of the next look, down to a sixteenth; one that a full look would have
/// covered, or nearly so, brings all of it back.
/// </remarks>
internal sealed class Spinner
{
    private const int Shortest = 16;

    // A sleep of this many limits ended soon enough: being woken takes that long by itself.
    private const int Soon = 4;

    private readonly Transport _transport;
    private readonly long _limit;
    private long _time;
    private long _start;

    internal Spinner(Transport transport, TimeSpan limit)
    {
        _transport = transport;
        _limit = Math.Max(Shortest, (long)(limit.TotalSeconds * Stopwatch.Frequency));
        _time = _limit;
    }

    /// <summary>Looks.</summary>
    /// <returns><see langword="false"/> when nothing came; <see cref="Waited"/> follows when something did.</returns>
    internal bool TryRead(Span<byte> buffer, out int count)
    {
        _start = Stopwatch.GetTimestamp();
        do
        {
            if (_transport.TryRead(buffer, out count))
            {
                return true;
            }

            Thread.SpinWait(20);
        }
        while (Stopwatch.GetTimestamp() - _start < _time);
        return false;
    }

    /// <summary>Learns from a look that found nothing how long it would have had to be.</summary>
    internal void Waited() =>
        _time = Stopwatch.GetTimestamp() - _start <= Soon * _limit ? _limit : Math.Max(_limit / Shortest, _time / 2);
}
