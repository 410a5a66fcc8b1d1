namespace Ixt.Session;

/// <summary>What made a module's session end.</summary>
public enum ModuleSessionEnd
{
    /// <summary>The runtime sent <c>shutdown</c> and it was answered.</summary>
    ShutdownRequested,

    /// <summary><see cref="ModuleSession.RequestShutdown"/> was called (SIGTERM, SIGINT).</summary>
    LocalShutdown,

    /// <summary>The runtime ended its stream or is gone.</summary>
    PeerClosed,

    /// <summary>The stream could not be trusted any more (oversize or zero-length frame).</summary>
    StreamError,

    /// <summary>The transport failed otherwise.</summary>
    TransportFailure,
}
