using Ixt.Conformance.Execution;
using Ixt.Conformance.Testees;

namespace Ixt.Conformance.Commands;

/// <summary>Everything that the user asked of a run.</summary>
internal sealed record RunRequest
{
    /// <summary><c>--spec</c>: the directory of the specification, or null for the one found.</summary>
    public string? SpecDirectory { get; init; }

    /// <summary>Which implementations.</summary>
    public required TesteeRequest Testees { get; init; }

    /// <summary>Which cases.</summary>
    public required CaseSelection Selection { get; init; }

    /// <summary><c>--jobs</c>: runs at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount + 1;

    /// <summary><c>--seed</c>: shuffles the order; null keeps the files' order.</summary>
    public int? Seed { get; init; }

    /// <summary><c>--timeout-scale</c>: every time limit times this.</summary>
    public double TimeoutScale { get; init; } = 1;

    /// <summary><c>--expected-failures</c>: the list's file, or null.</summary>
    public string? ExpectedFailures { get; init; }

    /// <summary><c>--report</c>.</summary>
    public IReadOnlyList<ReportRequest> Reports { get; init; } = [];

    /// <summary>Whether an implementation that is not installed is a failure: environment variable <c>CI</c> is <c>true</c>.</summary>
    public bool AbsentIsFailure { get; init; }
}
