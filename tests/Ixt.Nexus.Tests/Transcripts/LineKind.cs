namespace Ixt.Nexus.Tests.Transcripts;

internal enum LineKind
{
    /// <summary>A whole frame that holds a packet.</summary>
    Packet,

    /// <summary>A line of the shared secret's exchange.</summary>
    AuthLine,

    /// <summary>Bytes that are none of these.</summary>
    Raw,

    /// <summary>A stream's end.</summary>
    End,
}
