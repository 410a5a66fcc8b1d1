namespace Ixt.Conformance.Reports.Model;

/// <summary>How it was run.</summary>
internal sealed record ReportOptions
{
    /// <summary>Runs at a time.</summary>
    public required int Jobs { get; init; }

    /// <summary>Every time limit was times this.</summary>
    public required double TimeoutScale { get; init; }

    /// <summary>The order's seed; absent when the files' order was kept.</summary>
    public int? Seed { get; init; }

    /// <summary>The patterns of cases; empty means all.</summary>
    public required IReadOnlyList<string> Cases { get; init; }

    /// <summary>The framings; empty means both.</summary>
    public required IReadOnlyList<string> Framings { get; init; }

    /// <summary>The provenance asked for.</summary>
    public string? Provenance { get; init; }
}
