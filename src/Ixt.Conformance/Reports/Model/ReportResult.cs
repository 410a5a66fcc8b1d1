namespace Ixt.Conformance.Reports.Model;

/// <summary>What came of one run.</summary>
internal sealed record ReportResult
{
    /// <summary>The implementation.</summary>
    public required string Testee { get; init; }

    /// <summary>The case's id.</summary>
    public required string Case { get; init; }

    /// <summary><c>ndjson</c> or <c>length</c>.</summary>
    public required string Framing { get; init; }

    /// <summary>The verdict.</summary>
    public required string Verdict { get; init; }

    /// <summary>From start to end.</summary>
    public required long DurationMs { get; init; }

    /// <summary>Why it is not applicable or not testable, or what the list of expected failures says.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it did not pass.</summary>
    public ReportFailure? Failure { get; init; }

    /// <summary>Frames that the protocol's schema does not allow.</summary>
    public IReadOnlyList<string>? SchemaViolations { get; init; }

    /// <summary>What happened.</summary>
    public IReadOnlyList<ReportEntry>? Conversation { get; init; }

    /// <summary>The last lines of its output.</summary>
    public IReadOnlyList<string>? Stderr { get; init; }

    /// <summary>The command that repeats this run.</summary>
    public string? Repeat { get; init; }
}
