namespace Ixt.Session;

/// <summary>Decides where and beside what a module's hooks and handlers run: the execution mode. Implemented by the SDK.</summary>
/// <remarks>
/// Interleaved: queue the work and start each on one exclusive scheduler without awaiting what <see cref="ModuleWork.RunAsync"/> returns.
/// Sequential: await each before the next. Parallel: up to n at a time.
/// In every mode <see cref="ModuleWorkKind.Shutdown"/> must be able to start although earlier handlers never return
/// (the session has answered those already), and <see cref="ModuleWorkKind.HealthCheck"/> should not wait for a handler's end.
/// </remarks>
public interface IModuleDispatcher
{
    /// <summary>
    /// Takes a piece of work, in order of arrival. Called on the reader for every frame: must not block, must not run the work
    /// before it returns, must not throw. Never called at the same time by two threads for handles.
    /// </summary>
    void Schedule(ModuleWork work);

    /// <summary>
    /// Says that several pieces of work follow, and then <see cref="Start"/>: a dispatcher that runs them in order may leave it to that call
    /// to start them. Called on the reader, for each read.
    /// </summary>
    /// <returns>Whether the dispatcher does so, and runs a <see cref="ModuleWorkKind.Flush"/> after what came before it. Default: <see langword="false"/>.</returns>
    bool Gather() => false;

    /// <summary>Ends what <see cref="Gather"/> began. Called after a <see langword="true"/> only; must not throw.</summary>
    /// <param name="mayRunHere">The work may run on this thread, before this returns and for however long it takes; else it may not.</param>
    void Start(bool mayRunHere)
    {
    }
}
