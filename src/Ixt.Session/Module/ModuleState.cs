namespace Ixt.Session;

/// <summary>Where a module stands in its life.</summary>
public enum ModuleState
{
    /// <summary>No init has succeeded yet, and none is running.</summary>
    Connected,

    /// <summary>The init hook is running.</summary>
    Initializing,

    /// <summary>Init has succeeded: messages are handled.</summary>
    Ready,

    /// <summary>Shutdown has begun: outstanding requests are finished, new ones answered <c>SHUTTING_DOWN</c>.</summary>
    Draining,

    /// <summary>The connection is closed.</summary>
    Closed,
}
