using Ixt.Conformance.Baseline;
using Ixt.Conformance.Cases;
using Ixt.Conformance.Display;
using Ixt.Conformance.Execution;
using Ixt.Conformance.Schemas;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Commands;

/// <summary>Loads the suite, finds the implementations, runs the cases and sums up.</summary>
internal static class SuiteRun
{
    // Reading a child's pipes blocks a pool thread each; without this the pool would add them one per half second.
    private const int PipesPerRun = 2;
    private const int SpareThreads = 16;

    /// <exception cref="SuiteFaultException">The suite contradicts itself.</exception>
    /// <exception cref="FormatException">The request names something that is not there.</exception>
    public static async Task<RunOutcome> RunAsync(RunRequest request, IProgressDisplay display, TimeProvider time, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        DateTimeOffset started = time.GetUtcNow();
        int threads = SpareThreads + (request.Jobs * PipesPerRun);
        ThreadPool.SetMinThreads(threads, threads);

        SpecDirectory spec = SpecDirectory.Find(request.SpecDirectory);
        CaseSuite suite = await SuiteLoader.LoadAsync(spec, always: false, cancellationToken).ConfigureAwait(false);
        ExpectedFailures expected = request.ExpectedFailures is { } file
            ? ExpectedFailures.Parse(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false))
            : ExpectedFailures.None;
        ModuleFrameSchema schema = await ModuleFrameSchema.LoadAsync(spec.Schema("protocol.schema.json"), cancellationToken).ConfigureAwait(false);
        TimeLimits limits = TimeLimits.Scaled(request.TimeoutScale);

        IReadOnlyList<TesteeCandidate> candidates = await new TesteeCatalog(spec).FindAsync(request.Testees, display.Announce).ConfigureAwait(false);
        DescribeProbe probe = new(schema, limits, time);
        Column[] columns = await Task.WhenAll(candidates.Select(c => ProbeAsync(c, probe, cancellationToken))).ConfigureAwait(false);

        RunPlan plan = RunPlan.Make(columns, request.Selection, suite.Cases, request.Seed);
        CaseExecutor executor = new(schema, limits, time);
        int jobs = request.Testees.Attach ? 1 : request.Jobs;
        IReadOnlyList<RunResult> ran = await display
            .ShowAsync(columns, plan, finished => RunScheduler.RunAsync(plan, executor, jobs, finished, cancellationToken))
            .ConfigureAwait(false);

        IReadOnlyList<RunResult> results = expected.Apply(InOrder(columns, [.. ran, .. plan.NotApplicable]));
        return new RunOutcome
        {
            Suite = suite,
            Request = request,
            Columns = columns,
            MissingButWanted = [.. candidates.Where(c => c.AbsentReason is not null && (c.Asked || request.AbsentIsFailure)).Select(c => c.Name)],
            Results = results,
            StaleExpectations = expected.Unmatched(results, columns, suite.Cases, request.Selection),
            Started = started,
            Duration = time.GetElapsedTime(began),
        };
    }

    private static Task<Column> ProbeAsync(TesteeCandidate candidate, DescribeProbe probe, CancellationToken cancellationToken) =>
        candidate.Testee is { } testee
            ? Task.Run(() => probe.RunAsync(testee, cancellationToken), cancellationToken)
            : Task.FromResult(new Column { Name = candidate.Name, Missing = $"absent: {candidate.AbsentReason}" });

    private static IReadOnlyList<RunResult> InOrder(IReadOnlyList<Column> columns, IReadOnlyList<RunResult> results)
    {
        Dictionary<string, int> order = columns.Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i, StringComparer.Ordinal);
        return [.. results.OrderBy(r => r.Case.Path, StringComparer.Ordinal).ThenBy(r => r.Framing).ThenBy(r => order[r.Testee])];
    }
}
