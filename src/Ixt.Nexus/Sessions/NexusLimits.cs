namespace Ixt.Nexus;

/// <summary>What one peer can make this side hold. All of it is on by default.</summary>
public sealed record NexusLimits
{
    /// <summary>Largest frame, sent or received, in bytes of JSON: 16 MiB, the protocol's own limit.</summary>
    public const int MaxFrame = 16 * 1024 * 1024;

    /// <summary>Largest identity that a peer can build up by updating it, in bytes of JSON: what is merged stays as long as the session.</summary>
    internal const int MaxIdentityBytes = 64 * 1024;

    /// <summary>All tokens that a peer announces, together, in UTF-16 units: their number alone bounds nothing.</summary>
    internal const int MaxProviderText = 1024 * 1024;

    /// <summary>Calls of one peer that are worked on at once; more are answered <c>E_OVERLOADED</c>. Default 8,192.</summary>
    public int MaxConcurrentCalls { get; init; } = 8192;

    /// <summary>
    /// Bytes of JSON of one peer's large calls that are worked on at once; more are answered <c>E_OVERLOADED</c>. Large is what has more than 32 KiB: the number of calls bounds
    /// the others. Default 256 MiB; less than one largest frame keeps such frames out.
    /// </summary>
    public long MaxLargeCallBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>A call of more bytes than this is a large one.</summary>
    internal const int LargeCall = 32 * 1024;

    /// <summary>Calls to one peer that wait for their answers at once; more fail with <c>E_OVERLOADED</c>. Default 65,536.</summary>
    public int MaxPendingCalls { get; init; } = 65_536;

    /// <summary>References that one peer holds at once; what would hand out more fails with <c>E_OVERLOADED</c>. Default 65,536.</summary>
    public int MaxReferences { get; init; } = 65_536;

    /// <summary>Tokens that a peer may announce. Default 4,096; more end the session.</summary>
    public int MaxProviders { get; init; } = 4096;

    /// <summary>Bytes waiting to be written before senders wait. Default 4 MiB.</summary>
    public int MaxUnsentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Sessions of one daemon at once, those still shaking hands included; more are closed on arrival. Default 4,096.</summary>
    public int MaxSessions { get; init; } = 4096;
}
