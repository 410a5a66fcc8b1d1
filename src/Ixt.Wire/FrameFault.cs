namespace Ixt.Wire;

/// <summary>What is wrong with a frame as such, whatever it holds.</summary>
public enum FrameFault
{
    /// <summary>A length header says zero. (An empty line is skipped instead.)</summary>
    Empty,

    /// <summary>A length header says more than the limit, or a frame to be written is larger.</summary>
    TooLarge,

    /// <summary>A line is longer than the limit, whether its end has arrived or not.</summary>
    LineTooLong,

    /// <summary>A frame to be written as a line holds a line break.</summary>
    LineBreakInside,
}
