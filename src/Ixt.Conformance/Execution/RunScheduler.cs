using System.Collections.Concurrent;

namespace Ixt.Conformance.Execution;

/// <summary>Runs a plan with a number of workers.</summary>
internal static class RunScheduler
{
    /// <summary>Runs everything, in the plan's order as workers become free.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="executor">How to run one.</param>
    /// <param name="jobs">How many at a time.</param>
    /// <param name="finished">Called for each result, by one worker at a time.</param>
    /// <param name="cancellationToken">Ends all running testees and gives up.</param>
    public static async Task<IReadOnlyList<RunResult>> RunAsync(RunPlan plan, CaseExecutor executor, int jobs, Action<RunResult> finished, CancellationToken cancellationToken)
    {
        ConcurrentQueue<PlannedRun> waiting = new(plan.Runs);
        List<RunResult> results = [];
        Lock gate = new();

        async Task WorkAsync()
        {
            while (!cancellationToken.IsCancellationRequested && waiting.TryDequeue(out PlannedRun? run))
            {
                RunResult result = await ExecuteAsync(executor, run, cancellationToken).ConfigureAwait(false);
                lock (gate)
                {
                    results.Add(result);
                    finished(result);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, jobs).Select(_ => Task.Run(WorkAsync, CancellationToken.None))).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return results;
    }

    private static async Task<RunResult> ExecuteAsync(CaseExecutor executor, PlannedRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await executor.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A fault of the runner costs one run, is shown as such, and makes the whole red (exit code 4).
            return new RunResult
            {
                Testee = run.Testee.Name,
                Case = run.Case,
                Framing = run.Framing,
                Verdict = Verdict.HarnessError,
                Failure = new Failure(FailureKind.Suite, "the runner to work", e.ToString()),
            };
        }
    }
}
