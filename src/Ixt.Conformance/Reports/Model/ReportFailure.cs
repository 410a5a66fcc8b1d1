namespace Ixt.Conformance.Reports.Model;

/// <summary>Why a run did not pass.</summary>
internal sealed record ReportFailure
{
    /// <summary>In which way: <c>mismatch</c>, <c>unexpected-frame</c>, <c>schema</c>, <c>stream</c>, <c>closed</c>, …</summary>
    public required string Kind { get; init; }

    /// <summary><c>testee</c> or <c>suite</c>.</summary>
    public required string Blame { get; init; }

    /// <summary>Where in the case.</summary>
    public required string Stage { get; init; }

    /// <summary>RFC 6901 pointer of the first difference.</summary>
    public string? Pointer { get; init; }

    /// <summary>What the case demands.</summary>
    public required string Expected { get; init; }

    /// <summary>What came.</summary>
    public required string Got { get; init; }

    /// <summary>The author's remark on the step.</summary>
    public string? Note { get; init; }

    /// <summary>The probable cause.</summary>
    public string? Hint { get; init; }
}
