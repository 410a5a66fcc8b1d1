namespace Ixt.Conformance.Reports.Model;

/// <summary>A whole report: <c>spec/schema/report.schema.json</c>. Every format is a rendering of it.</summary>
internal sealed record ReportDocument
{
    /// <summary>The version of this form.</summary>
    public int Report { get; init; } = 1;

    /// <summary>What was tested with.</summary>
    public required ReportSuite Suite { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public required long DurationMs { get; init; }

    /// <summary>What the process ended with.</summary>
    public required int ExitCode { get; init; }

    /// <summary>How it was run.</summary>
    public required ReportOptions Options { get; init; }

    /// <summary>The implementations, the missing ones included.</summary>
    public required IReadOnlyList<ReportTestee> Testees { get; init; }

    /// <summary>The areas of the cases below.</summary>
    public required IReadOnlyList<ReportArea> Areas { get; init; }

    /// <summary>The requirements that the cases below cite.</summary>
    public required IReadOnlyList<ReportRequirement> Requirements { get; init; }

    /// <summary>The cases that were selected.</summary>
    public required IReadOnlyList<ReportCase> Cases { get; init; }

    /// <summary>One per testee, case and framing.</summary>
    public required IReadOnlyList<ReportResult> Results { get; init; }

    /// <summary>Lines of the list of expected failures that mean nothing.</summary>
    public required IReadOnlyList<string> StaleExpectations { get; init; }
}
