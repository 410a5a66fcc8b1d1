using Ixt.Conformance.Cases;
using Ixt.Conformance.Connection;

namespace Ixt.Conformance.Execution;

/// <summary>What came of one run.</summary>
internal sealed record RunResult
{
    /// <summary>The column.</summary>
    public required string Testee { get; init; }

    /// <summary>The case.</summary>
    public required ConformanceCase Case { get; init; }

    /// <summary>The framing.</summary>
    public required Framing Framing { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why it is not applicable or not testable, or the reason that the list of expected failures gives.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it did not pass.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Frames of the testee that the protocol's schema does not allow, in sentences.</summary>
    public IReadOnlyList<string> SchemaViolations { get; init; } = [];

    /// <summary>From start to end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What went over the socket and what else happened.</summary>
    public IReadOnlyList<ConversationEntry> Conversation { get; init; } = [];

    /// <summary>The last lines that the testee wrote.</summary>
    public IReadOnlyList<string> Stderr { get; init; } = [];

    /// <summary>The options that repeat just this run.</summary>
    public string RepeatOptions { get; init; } = string.Empty;
}
