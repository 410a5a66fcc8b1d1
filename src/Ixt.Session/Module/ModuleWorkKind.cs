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
}
