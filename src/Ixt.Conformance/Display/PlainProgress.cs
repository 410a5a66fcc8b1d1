using System.Globalization;
using Ixt.Conformance.Execution;
using Spectre.Console;

namespace Ixt.Conformance.Display;

/// <summary>For a log file: a line per tenth of the run, and what is missing at the start.</summary>
internal sealed class PlainProgress(IAnsiConsole console) : IProgressDisplay
{
    private const int Steps = 10;

    /// <inheritdoc/>
    public void Announce(string assignments)
    {
        console.WriteLine("Start your module with:");
        console.WriteLine($"  {assignments} <your module>");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunResult>> ShowAsync(IReadOnlyList<Column> columns, RunPlan plan, Func<Action<RunResult>, Task<IReadOnlyList<RunResult>>> run)
    {
        foreach (Column column in columns)
        {
            console.WriteLine(column.Missing is { } missing ? $"{column.Name}: {missing}" : $"{column.Name}: {plan.Runs.Count(r => r.Testee.Name == column.Name)} runs");
        }

        int total = plan.Runs.Count;
        int done = 0;
        int red = 0;
        return await run(result =>
        {
            int before = done * Steps / total;
            done++;
            red += result.Verdict.IsFailure() ? 1 : 0;
            if (done * Steps / total > before)
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done * 100 / total,3} %  {done}/{total} runs, {red} failed"));
            }
        }).ConfigureAwait(false);
    }
}
