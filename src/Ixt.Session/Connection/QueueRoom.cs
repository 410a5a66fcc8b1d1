namespace Ixt.Session;

/// <summary>By what right a finished frame goes into the queue.</summary>
internal enum QueueRoom
{
    /// <summary>None: the queue is closed, the frame is dropped.</summary>
    None,

    /// <summary>Room was reserved for it.</summary>
    Reserved,

    /// <summary>It goes in past the bound: an answer of the reader itself, or a session's last words.</summary>
    Unbounded,
}
