using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Execution;

/// <summary>Which runs a request comes to.</summary>
/// <param name="Runs">To be run, in this order.</param>
/// <param name="NotApplicable">Settled without running, with the reason.</param>
internal sealed record RunPlan(IReadOnlyList<PlannedRun> Runs, IReadOnlyList<RunResult> NotApplicable)
{
    /// <summary>Makes the plan: every selected case, in every framing it allows, for every column that is there.</summary>
    /// <param name="columns">The implementations.</param>
    /// <param name="selection">Which cases and framings.</param>
    /// <param name="cases">The suite's cases.</param>
    /// <param name="seed">Shuffles the order; null keeps the files' order.</param>
    public static RunPlan Make(IReadOnlyList<Column> columns, CaseSelection selection, IReadOnlyList<ConformanceCase> cases, int? seed)
    {
        List<PlannedRun> runs = [];
        List<RunResult> settled = [];
        foreach (ConformanceCase item in cases.Where(selection.Includes))
        {
            foreach (Framing framing in item.Framings.Where(selection.Includes))
            {
                foreach (Column column in columns.Where(c => c.Missing is null))
                {
                    if (framing == Framing.Protobuf && !SpeaksProtobuf(column) && selection.Framings.Count == 0)
                    {
                        // The case's other runs are there; who asks for this one gets the reason.
                        continue;
                    }

                    if (NotApplicableReason(item, framing, column) is { } reason)
                    {
                        settled.Add(new RunResult { Testee = column.Name, Case = item, Framing = framing, Verdict = Verdict.NotApplicable, Reason = reason });
                    }
                    else
                    {
                        runs.Add(new PlannedRun(column.Testee!, item, framing));
                    }
                }
            }
        }

        if (seed is { } value)
        {
            PlannedRun[] shuffled = [.. runs];
            new Random(value).Shuffle(shuffled);
            return new RunPlan(shuffled, settled);
        }

        return new RunPlan(runs, settled);
    }

    private static bool SpeaksProtobuf(Column column) => column.Features?.Contains(ProtobufUse.Feature) == true;

    private static string? NotApplicableReason(ConformanceCase item, Framing framing, Column column)
    {
        if (framing == Framing.Protobuf && !SpeaksProtobuf(column))
        {
            return $"the feature {ProtobufUse.Feature} is not declared";
        }

        if (column.AnswersDescribe == false && item.NeedsConformanceModule is { } need)
        {
            return $"only for the conformance module: {need}";
        }

        return column.Features is { } features && item.Features.FirstOrDefault(f => !features.Contains(f)) is { } missing
            ? $"the feature {missing} is not declared"
            : null;
    }
}
