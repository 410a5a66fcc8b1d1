namespace Ixt.Nexus;

/// <summary>Where a session stands.</summary>
internal enum SessionState
{
    /// <summary>The dialled side: nothing was received yet.</summary>
    AwaitingRequest,

    /// <summary>The dialling side: the request is out.</summary>
    AwaitingAck,

    /// <summary>The dialled side: the acknowledgement is out.</summary>
    AwaitingReady,

    /// <summary>Calls go both ways.</summary>
    Ready,

    /// <summary>Over.</summary>
    Closed,
}
