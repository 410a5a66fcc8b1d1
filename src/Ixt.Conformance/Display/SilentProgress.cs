using Ixt.Conformance.Execution;
using Spectre.Console;

namespace Ixt.Conformance.Display;

/// <summary>Shows nothing but what a person has to do.</summary>
internal sealed class SilentProgress(IAnsiConsole console) : IProgressDisplay
{
    /// <inheritdoc/>
    public void Announce(string assignments) => new PlainProgress(console).Announce(assignments);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunResult>> ShowAsync(IReadOnlyList<Column> columns, RunPlan plan, Func<Action<RunResult>, Task<IReadOnlyList<RunResult>>> run) => run(_ => { });
}
