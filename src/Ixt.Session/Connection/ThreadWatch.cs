namespace Ixt.Session;

/// <summary>How long user code may keep a thread before others take over what waits behind it.</summary>
internal static class ThreadWatch
{
    /// <summary>Long against any handler that only computes, short against what a person or a timeout notices.</summary>
    internal static TimeSpan Patience { get; } = TimeSpan.FromMilliseconds(3);

    /// <summary>The real clock, whatever the session's says: it is about real threads.</summary>
    internal static TimeProvider Time { get; } = new WatchClock();
}
