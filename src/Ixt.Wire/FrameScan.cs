namespace Ixt.Wire;

/// <summary>What <see cref="Framing.Scan"/> found. All numbers are bytes, counted from the front of what was scanned.</summary>
public readonly record struct FrameScan
{
    /// <summary>What was found.</summary>
    public FrameScanStatus Status { get; private init; }

    /// <summary>Bytes that are done with once the frame has been handled; 0 unless <see cref="FrameScanStatus.Frame"/> or <see cref="FrameScanStatus.Skip"/>.</summary>
    public int Consumed { get; private init; }

    /// <summary>Where the frame's payload is.</summary>
    public Range Payload { get; private init; }

    /// <summary>How many bytes there must be, in all, before another scan can find more than this one.</summary>
    public int Needed { get; private init; }

    /// <summary>How many bytes at the front are known to hold no line end; handed to the next scan so that none is looked at twice.</summary>
    public int Scanned { get; private init; }

    /// <summary>What is wrong, when <see cref="FrameScanStatus.Bad"/>.</summary>
    public FrameFault Fault { get; private init; }

    /// <summary>The length announced or seen, when <see cref="FrameScanStatus.Bad"/>.</summary>
    public long Actual { get; private init; }

    internal static FrameScan NeedMore(int needed, int scanned) => new() { Status = FrameScanStatus.NeedMore, Needed = needed, Scanned = scanned };

    internal static FrameScan Frame(int offset, int length, int consumed) =>
        new() { Status = FrameScanStatus.Frame, Payload = offset..(offset + length), Consumed = consumed, Needed = consumed };

    internal static FrameScan Skip(int consumed) => new() { Status = FrameScanStatus.Skip, Consumed = consumed, Needed = consumed };

    internal static FrameScan Bad(FrameFault fault, long actual) => new() { Status = FrameScanStatus.Bad, Fault = fault, Actual = actual };
}
