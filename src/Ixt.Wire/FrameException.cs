using System.Globalization;

namespace Ixt.Wire;

/// <summary>A frame that can't be taken or written. When reading, the stream can't be trusted afterwards.</summary>
public sealed class FrameException : Exception
{
    private FrameException(FrameFault fault, string code, long actual, int limit, string message)
        : base(message)
    {
        Fault = fault;
        Code = code;
        Actual = actual;
        Limit = limit;
    }

    /// <summary>What is wrong.</summary>
    public FrameFault Fault { get; }

    /// <summary>The protocol's stable code for it: <c>FRAME_TOO_LARGE</c> or <c>PROTOCOL_ERROR</c>.</summary>
    public string Code { get; }

    /// <summary>The length that was announced or seen, in bytes; of an unterminated line, what had arrived of it.</summary>
    public long Actual { get; }

    /// <summary>The largest length accepted, in bytes.</summary>
    public int Limit { get; }

    /// <summary>Makes the exception for a fault; the message says both numbers and what to do.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="actual">Length announced or seen, in bytes.</param>
    /// <param name="limit">Largest length accepted, in bytes.</param>
    public static FrameException Of(FrameFault fault, long actual, int limit) => fault switch
    {
        FrameFault.Empty => new(fault, "PROTOCOL_ERROR", actual, limit,
            "A frame header announces 0 bytes. A frame holds at least one; send nothing instead of an empty frame."),
        FrameFault.TooLarge => new(fault, "FRAME_TOO_LARGE", actual, limit, string.Create(CultureInfo.InvariantCulture,
            $"A frame of {actual} bytes is over the limit of {limit}. Split what it carries (base64 makes a payload a third larger), or check that the header's byte order is the right one.")),
        FrameFault.LineTooLong => new(fault, "FRAME_TOO_LARGE", actual, limit, string.Create(CultureInfo.InvariantCulture,
            $"A line of {actual} bytes or more is over the limit of {limit}. Split what it carries (base64 makes a payload a third larger), and end each JSON text with a line feed.")),
        _ => new(fault, "PROTOCOL_ERROR", actual, limit,
            "A frame to be written as a line holds a raw line break. Write its JSON text without indentation."),
    };
}
