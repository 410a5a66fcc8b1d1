using Ixt.Protocol;

namespace Ixt.Sdk.Testing;

/// <summary>What a message to the module carries besides topic and payload (IXT-HDL-001). The defaults suit most tests.</summary>
public sealed record MessageOptions
{
    /// <summary>Its delivery class. Default <see cref="Priority.Low"/> (1).</summary>
    public Priority Priority { get; init; } = Priority.Low;

    /// <summary>How long it may wait for its handler, rounded up to whole milliseconds (IXT-HDL-009); zero: answered <c>EXPIRED</c>. Default (<see langword="null"/>): no limit.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The trace it belongs to. Default <c>trace-1</c>.</summary>
    public string TraceId { get; init; } = "trace-1";

    /// <summary>Who sends it, <c>name:version</c>. Default <c>test-caller:1.0.0</c>.</summary>
    public string SourceModule { get; init; } = "test-caller:1.0.0";

    /// <summary>When it was sent. Default (<see langword="null"/>): now, by the clock of the harness.</summary>
    public DateTimeOffset? SentAt { get; init; }

    internal long? TtlMs => TimeToLive switch
    {
        null => null,
        { } span when span >= TimeSpan.Zero => (long)Math.Ceiling(span.TotalMilliseconds),
        { } span => throw new ArgumentOutOfRangeException(nameof(TimeToLive), span, "A time to live is at least zero; null means no limit."),
    };
}
