namespace Ixt.Session;

/// <summary>Why a connection came to its end.</summary>
public enum SessionCloseReason
{
    /// <summary>The peer ended its stream between two frames, or inside one (the partial frame is dropped and logged).</summary>
    PeerClosed,

    /// <summary>This side closed: an orderly shutdown, or the session was disposed.</summary>
    LocalClose,

    /// <summary>The stream can't be trusted any more: a zero-length frame header.</summary>
    ProtocolError,

    /// <summary>A frame header or an unterminated line passed the size limit; the stream can't be trusted any more.</summary>
    FrameTooLarge,

    /// <summary>Reading or writing failed for another reason than the peer being gone.</summary>
    TransportFailure,
}
