namespace Ixt.Wire;

/// <summary>The sizes that framing rests on, in bytes.</summary>
public static class FrameLimits
{
    /// <summary>Largest IXT frame: 16 MiB − 1 = 16,777,215 bytes, without header or line end. Keeps the fourth byte of a little-endian header zero.</summary>
    public const int MaxFrame = (16 * 1024 * 1024) - 1;

    /// <summary>Length of the header of both length formats.</summary>
    public const int HeaderSize = 4;

    /// <summary>Bytes of the stream that must have arrived before the format can be told.</summary>
    public const int DetectionSize = 4;
}
