namespace Ixt.Session;

/// <summary>What a <see cref="ModuleWork"/> calls.</summary>
public enum ModuleWorkKind
{
    /// <summary><see cref="IModuleHandler.InitAsync"/>.</summary>
    Init,

    /// <summary><see cref="IModuleHandler.HandleAsync"/>.</summary>
    Handle,

    /// <summary><see cref="IModuleHandler.HealthCheckAsync"/>.</summary>
    HealthCheck,

    /// <summary><see cref="IModuleHandler.ShutdownAsync"/>.</summary>
    Shutdown,

    /// <summary>No user code: sends the answers of the handlers that ran before it.</summary>
    Flush,
}
