namespace Ixt.Session;

/// <summary>How many threads may look for bytes at a time instead of sleeping, so that some processor is left for those that have work.</summary>
/// <param name="size">That many.</param>
internal sealed class SpinRoom(int size)
{
    private int _inside;

    /// <summary>The process's: one less than its processors.</summary>
    internal static SpinRoom Process { get; } = new(Environment.ProcessorCount - 1);

    /// <returns>Whether there was room; <see cref="Leave"/> must follow then.</returns>
    internal bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= size)
        {
            return true;
        }

        Leave();
        return false;
    }

    internal void Leave() => Interlocked.Decrement(ref _inside);
}
