namespace Ixt.Nexus;

/// <summary>What is generated for an interface with <see cref="NexusServiceAttribute"/> or <see cref="NexusObjectAttribute"/>: the way from its methods to the wire and back.</summary>
/// <typeparam name="T">The interface.</typeparam>
/// <param name="token">The service's name on the wire; null for an object.</param>
/// <param name="defaultTarget">The daemon that is meant where a call names none; null: none.</param>
public abstract class NexusContract<T>(string? token, NexusTarget? defaultTarget = null)
    where T : class
{
    /// <summary>The service's name on the wire; null for an object.</summary>
    public string? Token { get; } = token;

    /// <summary>The daemon that is meant where a call names none; it goes before the client's own default. Null: none.</summary>
    public NexusTarget? DefaultTarget { get; } = defaultTarget;

    /// <summary>What peers reach of an implementation: the members of the interface, and nothing else of it.</summary>
    public abstract INexusDispatcher CreateDispatcher(T implementation);

    /// <summary>The interface, implemented by something of a peer. What is returned is an <see cref="INexusProxy"/> too.</summary>
    public abstract T CreateProxy(INexusInvoker invoker);
}
