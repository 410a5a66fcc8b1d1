using Ixt.Conformance.Cases;
using Ixt.Conformance.Commands;

namespace Ixt.Conformance.Execution;

/// <summary>What came of a whole run of the suite.</summary>
internal sealed record RunOutcome
{
    /// <summary>The suite.</summary>
    public required CaseSuite Suite { get; init; }

    /// <summary>What was asked for.</summary>
    public required RunRequest Request { get; init; }

    /// <summary>The implementations, the missing ones included.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>The implementations that the user named and that are absent, or all absent ones where that counts.</summary>
    public required IReadOnlyList<string> MissingButWanted { get; init; }

    /// <summary>In the order of columns, cases and framings.</summary>
    public required IReadOnlyList<RunResult> Results { get; init; }

    /// <summary>Lines of the list of expected failures that mean nothing.</summary>
    public required IReadOnlyList<string> StaleExpectations { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The code that the process ends with. The cause that makes the others doubtful comes first.</summary>
    public ExitCode ExitCode
    {
        get
        {
            if (Results.Any(r => r.Verdict == Verdict.HarnessError))
            {
                return ExitCode.SuiteFault;
            }

            if (MissingButWanted.Count > 0 || Columns.Any(c => c.DoesNotStart))
            {
                return ExitCode.CannotStart;
            }

            if (Results.Any(r => r.Verdict.IsFailure()))
            {
                return ExitCode.Failures;
            }

            if (StaleExpectations.Count > 0 || Results.Any(r => r.Verdict == Verdict.UnexpectedPass))
            {
                return ExitCode.StaleExpectations;
            }

            return Results.Any(r => r.Verdict.WasRun()) ? ExitCode.Conformant : ExitCode.NothingRan;
        }
    }
}
