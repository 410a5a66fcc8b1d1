namespace Ixt.Session;

/// <summary>What a session reports to its <see cref="ISessionLog"/>. Numbers are stable and never reused.</summary>
public enum SessionEvent
{
    /// <summary>A frame was not a valid message; it was answered and the session goes on.</summary>
    BadFrame = 2001,

    /// <summary>The stream ended inside a frame; the partial frame was dropped.</summary>
    PartialFrame = 2002,

    /// <summary>The stream can't be trusted any more; the session ends.</summary>
    BadStream = 2003,

    /// <summary>An answer to an id that is not outstanding; ignored.</summary>
    UnknownAnswer = 2004,

    /// <summary>A hook or handler threw; answered with an error that carries the message only.</summary>
    HandlerFailed = 2005,

    /// <summary>A result could not be sent (too large, too deep, not an object); an error was sent in its place.</summary>
    UnsendableResult = 2006,

    /// <summary>The transport failed.</summary>
    TransportFailed = 2007,

    /// <summary>Shutdown began.</summary>
    ShutdownStarted = 2008,

    /// <summary>A handler did not return within grace and settle time; it was answered <c>CANCELLED</c> in its place.</summary>
    HandlerAbandoned = 2009,

    /// <summary>The peer reported a frame of ours as malformed (an error response without id).</summary>
    PeerReportedError = 2010,

    /// <summary>Frames were still unsent when the time for flushing them ran out.</summary>
    FlushTimedOut = 2011,

    /// <summary>The connection closed.</summary>
    Closed = 2012,
}
