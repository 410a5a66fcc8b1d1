namespace Ixt.Wire;

/// <summary>How frames are told apart on a stream of bytes.</summary>
public enum FrameFormat
{
    /// <summary>One JSON text per line, ended by LF. A CR before the LF and empty lines are tolerated when reading. Generation 1.</summary>
    Ndjson,

    /// <summary>An unsigned 32-bit little-endian byte count, then that many bytes. Generation 1.1 and later.</summary>
    LengthLittleEndian,

    /// <summary>An unsigned 32-bit big-endian byte count, then that many bytes. The Nexus side's frame; never detected, only chosen.</summary>
    LengthBigEndian,
}
