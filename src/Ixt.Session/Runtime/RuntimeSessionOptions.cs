using Ixt.Wire;

namespace Ixt.Session;

/// <summary>Limits and times of a <see cref="RuntimeSession"/>. Checked when the session is made.</summary>
public sealed record RuntimeSessionOptions
{
    /// <summary>The framing spoken to the module. Default <see cref="FrameFormat.LengthLittleEndian"/>; generation-1 modules need <see cref="FrameFormat.Ndjson"/>.</summary>
    public FrameFormat Framing { get; init; } = FrameFormat.LengthLittleEndian;

    /// <summary>Largest frame sent or accepted, in bytes of JSON text. Default and maximum: 16 MiB − 1.</summary>
    public int MaxFrame { get; init; } = FrameLimits.MaxFrame;

    /// <summary>Requests outstanding at a time; one more fails with <c>OVERLOADED</c>. Default 8,192.</summary>
    public int MaxOutstandingCalls { get; init; } = 8192;

    /// <summary>Service requests served at a time; one more is answered <c>OVERLOADED</c>. Default 8,192.</summary>
    public int MaxOutstandingServiceRequests { get; init; } = 8192;

    /// <summary>Whether service requests are served by the reader, one after the other in the order of the stream, instead of on the thread pool. Default: no.</summary>
    /// <remarks>For handlers that must see that order and return, or await, at once: until then nothing more is read.</remarks>
    public bool ServeOnReader { get; init; }

    /// <summary>Bytes queued for writing above which senders wait. Default 1 MiB. One frame larger than this may still be queued alone.</summary>
    public int MaxQueuedBytes { get; init; } = 1024 * 1024;

    /// <summary>Frames queued for writing above which senders wait. Default 4,096.</summary>
    public int MaxQueuedFrames { get; init; } = 4096;

    /// <summary>How long a call waits for its answer unless the call says otherwise. Default 30 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the last frames may take to be written to a peer that does not read. Default 5 s.</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(5);

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
        OptionChecks.Positive(nameof(MaxOutstandingCalls), MaxOutstandingCalls);
        OptionChecks.Positive(nameof(MaxOutstandingServiceRequests), MaxOutstandingServiceRequests);
        OptionChecks.Positive(nameof(MaxQueuedBytes), MaxQueuedBytes);
        OptionChecks.Positive(nameof(MaxQueuedFrames), MaxQueuedFrames);
        OptionChecks.Time(nameof(CallTimeout), CallTimeout, allowInfinite: true);
        OptionChecks.Time(nameof(FlushTimeout), FlushTimeout, allowInfinite: false);
        OptionChecks.Spin(nameof(SpinTime), SpinTime);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
