using Ixt.Conformance.Execution;

namespace Ixt.Conformance.Display;

/// <summary>Shows how far a run is.</summary>
internal interface IProgressDisplay
{
    /// <summary>Tells a person to start a module with these environment assignments.</summary>
    void Announce(string assignments);

    /// <summary>Shows the run while it goes on.</summary>
    /// <param name="columns">The implementations.</param>
    /// <param name="plan">What will be run.</param>
    /// <param name="run">Runs it, calling back for each result, by one thread at a time.</param>
    Task<IReadOnlyList<RunResult>> ShowAsync(IReadOnlyList<Column> columns, RunPlan plan, Func<Action<RunResult>, Task<IReadOnlyList<RunResult>>> run);
}
