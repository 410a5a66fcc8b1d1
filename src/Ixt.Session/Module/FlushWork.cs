namespace Ixt.Session;

/// <summary>Stands behind the handlers of one read and sends their answers in one write.</summary>
internal sealed class FlushWork(OutgoingQueue queue) : ModuleWork
{
    private int _waiting;

    /// <inheritdoc/>
    public override ModuleWorkKind Kind => ModuleWorkKind.Flush;

    /// <summary>Whether it is yet to run, so that an answer need not start a writer.</summary>
    internal bool IsWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>To be called before it is scheduled, each time.</summary>
    internal void Announce() => Interlocked.Increment(ref _waiting);

    /// <inheritdoc/>
    public override Task RunAsync()
    {
        // First: an answer that comes from here on starts its own writer.
        Interlocked.Decrement(ref _waiting);
        queue.Flush();
        return Task.CompletedTask;
    }
}
