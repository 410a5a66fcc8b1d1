using Ixt.Wire;

namespace Ixt.Session;

/// <summary>Limits and times of a <see cref="ModuleSession"/>. Checked when the session is made.</summary>
public sealed record ModuleSessionOptions
{
    /// <summary>Largest frame sent or accepted, in bytes of JSON text. Default and maximum: 16 MiB − 1.</summary>
    public int MaxFrame { get; init; } = FrameLimits.MaxFrame;

    /// <summary>Handles outstanding at a time; one more is answered <c>OVERLOADED</c>. Default 8,192.</summary>
    public int MaxOutstandingHandles { get; init; } = 8192;

    /// <summary>Service calls outstanding at a time; one more fails with <c>OVERLOADED</c>. Default 8,192.</summary>
    public int MaxOutstandingCalls { get; init; } = 8192;

    /// <summary>Bytes queued for writing above which senders wait. Default 1 MiB. One frame larger than this may still be queued alone.</summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;

    /// <summary>Frames queued for writing above which senders wait. Default 4,096.</summary>
    public int MaxQueuedFrames { get; init; } = 4096;

    /// <summary>How long a service call waits for its answer unless the call says otherwise. Default 30 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a shutdown without <c>grace_ms</c> lets handlers finish. Default 5 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a cancelled handler may take at shutdown to give its own answer. Default 250 ms.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the shutdown hook may run before its token fires and, a settle time later, the session goes on without it. Default 30 s; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</summary>
    public TimeSpan ShutdownHookTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the last frames may take to be written to a peer that does not read. Default 5 s.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Protocol versions this module speaks, best last. Default 1.0 and 1.1.</summary>
    public IReadOnlyList<string> Versions { get; init; } = ["1.0", "1.1"];

    /// <summary>Encodings this module speaks, best last. Default <c>json</c> and, where the framing is <c>length</c>, <c>protobuf</c>; there are no others.</summary>
    public IReadOnlyList<string> Encodings { get; init; } = [Session.Encodings.Json, Session.Encodings.Protobuf];

    /// <summary>Optional features this module has. Default <c>cancel</c>.</summary>
    public IReadOnlyList<string> Features { get; init; } = ["cancel"];

    /// <summary>
    /// How long the reader looks for the next bytes before it sleeps until they come. Default 50 µs, at most 10 ms; zero: not at all. It shortens a round trip
    /// to a fraction and takes less processor time than to be woken would, where the next bytes come soon; where they don't, the reader soon looks for a sixteenth of
    /// the time only. Without effect on a single processor.
    /// </summary>
    public TimeSpan SpinTime { get; init; } = Spinner.DefaultLimit;

    /// <summary>Source of every time and timer. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Takes the session's events. Default: none.</summary>
    public ISessionLog? Log { get; init; }

    internal void Check()
    {
        OptionChecks.MaxFrame(MaxFrame);
        OptionChecks.Positive(nameof(MaxOutstandingHandles), MaxOutstandingHandles);
        OptionChecks.Positive(nameof(MaxOutstandingCalls), MaxOutstandingCalls);
        OptionChecks.Positive(nameof(MaxQueuedBytes), MaxQueuedBytes);
        OptionChecks.Positive(nameof(MaxQueuedFrames), MaxQueuedFrames);
        OptionChecks.Time(nameof(CallTimeout), CallTimeout, allowInfinite: true);
        OptionChecks.Time(nameof(Grace), Grace, allowInfinite: false);
        OptionChecks.Time(nameof(Settle), Settle, allowInfinite: false);
        OptionChecks.Time(nameof(ShutdownHookTimeout), ShutdownHookTimeout, allowInfinite: true);
        OptionChecks.Time(nameof(FlushTimeout), FlushTimeout, allowInfinite: false);
        ArgumentNullException.ThrowIfNull(Versions);
        ArgumentNullException.ThrowIfNull(Encodings);
        if (Encodings.FirstOrDefault(e => e is not (Session.Encodings.Json or Session.Encodings.Protobuf)) is { } unknown)
        {
            throw new ArgumentException($"Encodings has {unknown}; it may have {Session.Encodings.Json} and {Session.Encodings.Protobuf}.");
        }

        ArgumentNullException.ThrowIfNull(Features);
        OptionChecks.Spin(nameof(SpinTime), SpinTime);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
