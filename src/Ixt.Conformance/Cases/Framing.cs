namespace Ixt.Conformance.Cases;

/// <summary>The two ways to delimit frames (PROTOCOL.md §3).</summary>
internal enum Framing
{
    /// <summary>One JSON text per line.</summary>
    Ndjson,

    /// <summary>A 32-bit little-endian byte count before each JSON text.</summary>
    Length,
}
