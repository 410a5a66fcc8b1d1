using System.Globalization;
using Ixt.Conformance.Execution;
using Spectre.Console;

namespace Ixt.Conformance.Display;

/// <summary>For a terminal: one bar per implementation.</summary>
internal sealed class LiveProgress(IAnsiConsole console) : IProgressDisplay
{
    /// <inheritdoc/>
    public void Announce(string assignments) => new PlainProgress(console).Announce(assignments);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunResult>> ShowAsync(IReadOnlyList<Column> columns, RunPlan plan, Func<Action<RunResult>, Task<IReadOnlyList<RunResult>>> run)
    {
        IReadOnlyList<RunResult> results = [];
        await console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                Dictionary<string, (ProgressTask Task, int Red)> bars = columns
                    .Where(c => c.Missing is null)
                    .ToDictionary(c => c.Name, c => (context.AddTask(Markup.Escape(c.Name), maxValue: Math.Max(1, plan.Runs.Count(r => r.Testee.Name == c.Name))), 0), StringComparer.Ordinal);
                results = await run(result =>
                {
                    (ProgressTask task, int red) = bars[result.Testee];
                    red += result.Verdict.IsFailure() ? 1 : 0;
                    bars[result.Testee] = (task, red);
                    task.Increment(1);
                    task.Description = red == 0
                        ? Markup.Escape(result.Testee)
                        : string.Create(CultureInfo.InvariantCulture, $"{Markup.Escape(result.Testee)} [red]{red} failed[/]");
                }).ConfigureAwait(false);
            }).ConfigureAwait(false);
        return results;
    }
}
