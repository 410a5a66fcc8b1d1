namespace Ixt.Wire;

/// <summary>What stands at the front of the received bytes.</summary>
public enum FrameScanStatus
{
    /// <summary>Not a whole frame yet.</summary>
    NeedMore,

    /// <summary>A whole frame.</summary>
    Frame,

    /// <summary>An empty line: nothing to hand on, only to consume.</summary>
    Skip,

    /// <summary>Something that can't be a frame; the stream can't be trusted from here on.</summary>
    Bad,
}
