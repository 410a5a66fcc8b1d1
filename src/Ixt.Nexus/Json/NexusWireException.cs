namespace Ixt.Nexus;

/// <summary>The peer sent what is not Nexus, so its stream can't be trusted any more and the connection is closed.</summary>
internal sealed class NexusWireException(string message) : Exception(message);
