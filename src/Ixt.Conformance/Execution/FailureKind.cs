namespace Ixt.Conformance.Execution;

/// <summary>In which way a run went wrong.</summary>
internal enum FailureKind
{
    /// <summary>A frame came that does not match.</summary>
    Mismatch,

    /// <summary>A frame came where none was expected.</summary>
    UnexpectedFrame,

    /// <summary>A frame that the protocol's schema does not allow.</summary>
    Schema,

    /// <summary>Bytes that are no frames of the framing in use.</summary>
    Stream,

    /// <summary>The testee closed the connection too early.</summary>
    Closed,

    /// <summary>The testee never connected.</summary>
    NotConnected,

    /// <summary>Nothing came in time.</summary>
    Timeout,

    /// <summary>The process ended by itself.</summary>
    Crash,

    /// <summary>The process ended with another code.</summary>
    ExitCode,

    /// <summary>The testee did not write what it should to stderr.</summary>
    Output,

    /// <summary>Who connected is not the testee.</summary>
    Peer,

    /// <summary>A case or the runner is wrong.</summary>
    Suite,
}
