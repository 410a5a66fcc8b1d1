namespace Ixt.Conformance.Cases;

/// <summary>How a case is spoken: the two ways to delimit frames (PROTOCOL.md §3), and the second with the other encoding in it (§16).</summary>
internal enum Framing
{
    /// <summary>One JSON text per line.</summary>
    Ndjson,

    /// <summary>A 32-bit little-endian byte count before each JSON text.</summary>
    Length,

    /// <summary>As <see cref="Length"/>, and protobuf after the init exchange. Only for testees that declare the feature <c>protobuf</c>.</summary>
    Protobuf,
}
