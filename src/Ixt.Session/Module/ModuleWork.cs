namespace Ixt.Session;

/// <summary>One call of user code that a dispatcher is to start.</summary>
public abstract class ModuleWork
{
    private protected ModuleWork()
    {
    }

    /// <summary>Which hook it calls.</summary>
    public abstract ModuleWorkKind Kind { get; }

    /// <summary>
    /// Calls the handler on the current thread and, when it has completed, queues its answer. Call once, and leave the object alone afterwards:
    /// it may then stand for another request.
    /// A handler that completes at once costs no allocation here and its answer is queued before this returns.
    /// </summary>
    /// <returns>Completes when the answer is queued for writing (it waits while the peer does not read). Never faults, is never cancelled.</returns>
    public abstract Task RunAsync();
}
