namespace Ixt.Sdk;

/// <summary>How a module's handlers run beside each other (spec §12). Set <see cref="IxtProcessModule.Execution"/> in the constructor.</summary>
/// <remarks>
/// In the first two modes all of a module's code, hooks and handlers alike, runs on one exclusive <see cref="SynchronizationContext"/>: never
/// two pieces at a time, so that fields need no locks. Other pieces may run wherever one awaits, also when what it awaits completes
/// elsewhere. Code that awaits with <c>ConfigureAwait(false)</c>, or goes to <c>Task.Run</c>, leaves the context by its own choice and must
/// guard what it shares. Blocking on a task of the module's own code (<c>.Result</c>) blocks everything.
/// </remarks>
public sealed class ExecutionMode
{
    private readonly string _name;

    private ExecutionMode(string name, bool isExclusive, int maxHandlers)
    {
        _name = name;
        IsExclusive = isExclusive;
        MaxHandlers = maxHandlers;
    }

    /// <summary>Handlers take turns at awaits and never run in parallel, as in Node.js. The default (IXT-EXE-002, IXT-EXE-003).</summary>
    public static ExecutionMode Interleaved { get; } = new("Interleaved", isExclusive: true, int.MaxValue);

    /// <summary>One whole handler at a time, in order of arrival, as in Python. Health checks don't wait for a handler's end, only for its next await.</summary>
    /// <remarks>A handler that sends a message which comes back to its own module waits for itself: use <see cref="Interleaved"/> there.</remarks>
    public static ExecutionMode Sequential { get; } = new("Sequential", isExclusive: true, 1);

    internal bool IsExclusive { get; }

    internal int MaxHandlers { get; }

    /// <summary>Up to <paramref name="maxHandlers"/> handlers at a time on the thread pool, truly in parallel: module state needs locks. Hooks run beside them.</summary>
    /// <param name="maxHandlers">1 or more. Further messages wait in order of arrival.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxHandlers"/> is less than 1.</exception>
    public static ExecutionMode Parallel(int maxHandlers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxHandlers, 1);
        return new ExecutionMode($"Parallel({maxHandlers})", isExclusive: false, maxHandlers);
    }

    /// <summary>The mode's name.</summary>
    public override string ToString() => _name;
}
