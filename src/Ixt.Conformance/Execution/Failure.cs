namespace Ixt.Conformance.Execution;

/// <summary>Why a run did not pass.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Expected">What the case demands, in words.</param>
/// <param name="Got">What came, in words or as JSON.</param>
internal sealed record Failure(FailureKind Kind, string Expected, string Got)
{
    /// <summary>Where in the case: <c>init</c>, <c>step 3 (expect)</c>, <c>end: health_check</c>.</summary>
    public string Stage { get; init; } = string.Empty;

    /// <summary>The author's remark on the step.</summary>
    public string? Note { get; init; }

    /// <summary>RFC 6901 pointer of the first difference in the frame, or null when it is not about a frame.</summary>
    public string? Pointer { get; init; }

    /// <summary>The frame, or the bytes, at which it failed.</summary>
    public byte[]? Frame { get; init; }

    /// <summary>What the runner wrote last, for the diagnosis.</summary>
    public byte[]? LastSent { get; init; }

    /// <summary>What the testee had written last when it failed: whatever it writes once the runner has hung up says nothing about the cause.</summary>
    public IReadOnlyList<string> OutputThen { get; init; } = [];

    /// <summary>Whether the frame answers a request that was answered before.</summary>
    public bool WasAnswered { get; init; }

    /// <summary>The probable cause, or null when nothing is known.</summary>
    public string? Hint { get; init; }

    /// <summary>Whose fault it is: <c>testee</c> or <c>suite</c>.</summary>
    public string Blame => Kind == FailureKind.Suite ? "suite" : "testee";

    /// <summary>One sentence.</summary>
    public string Summary => Pointer is { Length: > 0 } ? $"{Stage}: at {Pointer} expected {Expected}, got {Got}" : $"{Stage}: expected {Expected}, got {Got}";
}
