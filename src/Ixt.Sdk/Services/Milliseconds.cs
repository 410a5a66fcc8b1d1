namespace Ixt.Sdk;

/// <summary>Times to live on the wire: whole milliseconds.</summary>
internal static class Milliseconds
{
    /// <summary>Rounds up, so that a short time does not become "already elapsed".</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ttl"/> is shorter than <paramref name="least"/> milliseconds.</exception>
    internal static long? From(TimeSpan? ttl, long least)
    {
        if (ttl is not { } span)
        {
            return null;
        }

        (long milliseconds, long rest) = Math.DivRem(span.Ticks, TimeSpan.TicksPerMillisecond);
        milliseconds += rest > 0 ? 1 : 0;
        return span < TimeSpan.Zero || milliseconds < least
            ? throw new ArgumentOutOfRangeException(nameof(ttl), ttl, $"A time to live is at least {least} ms; null means no limit.")
            : milliseconds;
    }
}
