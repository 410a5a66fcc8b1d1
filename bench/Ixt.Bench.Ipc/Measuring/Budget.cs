using System.Diagnostics;

namespace Ixt.Bench.Ipc;

/// <summary>How long a measurement goes on: for a time or for a number of calls. Begins when it is made.</summary>
internal sealed class Budget
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly bool _isCounted;
    private long _left;

    private Budget(TimeSpan window, bool isCounted, long left)
    {
        Window = window;
        _isCounted = isCounted;
        _left = left;
    }

    /// <summary>The time, zero when calls are counted.</summary>
    internal TimeSpan Window { get; }

    internal static Budget Time(TimeSpan window) => new(window, isCounted: false, 0);

    /// <param name="count">Calls in all.</param>
    /// <param name="lanes">Each begins with a call that it does not ask for.</param>
    internal static Budget Calls(long count, int lanes) => new(TimeSpan.Zero, isCounted: true, count - lanes);

    /// <summary>Whether one more call is to be made. Safe from any thread.</summary>
    internal bool TryTake() => _isCounted ? Interlocked.Decrement(ref _left) >= 0 : Stopwatch.GetElapsedTime(_start) < Window;
}
