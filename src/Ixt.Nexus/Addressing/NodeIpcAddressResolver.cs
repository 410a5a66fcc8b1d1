namespace Ixt.Nexus;

/// <summary>Finds the socket of a daemon in place of the default rule.</summary>
/// <param name="target">Which daemon is meant.</param>
/// <returns>Its socket, or null if there is none: <c>E_IPC_ADDRESS_INVALID</c>.</returns>
public delegate NodeIpcSocketAddress? NodeIpcAddressResolver(NexusTarget target);
