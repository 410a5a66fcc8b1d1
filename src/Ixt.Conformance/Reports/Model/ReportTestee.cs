namespace Ixt.Conformance.Reports.Model;

/// <summary>One implementation.</summary>
internal sealed record ReportTestee
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary><c>ran</c>, <c>absent</c> or <c>no-start</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it did not run.</summary>
    public string? Reason { get; init; }

    /// <summary>How it is started.</summary>
    public string? Command { get; init; }

    /// <summary>Who it says it is.</summary>
    public ReportImplementation? Implementation { get; init; }

    /// <summary>What it declares; absent when it declares nothing.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>What else there is to say about it.</summary>
    public string? Remark { get; init; }

    /// <summary>How often each verdict was given; verdicts never given are left out.</summary>
    public required IReadOnlyDictionary<string, int> Verdicts { get; init; }
}
