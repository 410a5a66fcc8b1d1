namespace Ixt.Session;

/// <summary>Looks for bytes again and again for a short while: cheaper than to sleep and be woken if they are about to come.</summary>
/// <remarks>
/// Adapts to how long the waits are. A long one halves the time of the next look, down to a sixteenth. One that ended soon after the look brings all of it
/// back; where that has found nothing for a while, though, it is tried now and then only.
/// </remarks>
/// <param name="transport">Can wait.</param>
/// <param name="limit">Longest look.</param>
/// <param name="room">Where it looks; without room, it doesn't.</param>
/// <param name="round">Of so many looks in vain, a few are whole ones. Two ends with the same number might never try at the same time, which it may take: <see cref="NewRound"/>.</param>
/// <param name="time">Source of the time.</param>
internal sealed class Spinner(Transport transport, TimeSpan limit, SpinRoom room, int round, TimeProvider time)
{
    /// <summary>The longest look by default: a round trip of 64 KiB between two threads that look, and a handler that takes some microseconds.</summary>
    internal static readonly TimeSpan DefaultLimit = TimeSpan.FromMicroseconds(50);

    private const int Shortest = 16;

    // A sleep of this many limits ended soon enough: being woken takes that long by itself.
    private const int Soon = 4;

    private const int Tries = 8;

    private readonly long _limit = Math.Max(Shortest, (long)(limit.TotalSeconds * time.TimestampFrequency));
    private long _time = Math.Max(Shortest, (long)(limit.TotalSeconds * time.TimestampFrequency));
    private long _start;
    private int _misses;

    /// <summary>A number for one end.</summary>
    internal static int NewRound() => Random.Shared.Next(48, 81);

    /// <summary>Looks.</summary>
    /// <returns><see langword="false"/> when nothing came; <see cref="Waited"/> follows when something did.</returns>
    internal bool TryRead(Span<byte> buffer, out int count)
    {
        _start = time.GetTimestamp();
        count = 0;
        if (!room.TryEnter())
        {
            return false;
        }

        try
        {
            do
            {
                if (transport.TryRead(buffer, out count))
                {
                    _misses = 0;
                    return true;
                }

                Thread.SpinWait(20);
            }
            while (time.GetTimestamp() - _start < _time);
            return false;
        }
        finally
        {
            room.Leave();
        }
    }

    /// <summary>Learns from a look that found nothing how long it would have had to be.</summary>
    internal void Waited()
    {
        bool wasSoon = time.GetTimestamp() - _start <= Soon * _limit;
        _misses++;
        _time = !wasSoon ? Math.Max(_limit / Shortest, _time / 2)
            : _misses % round < Tries ? _limit
            : _limit / Shortest;
    }
}
