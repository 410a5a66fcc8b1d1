namespace Ixt.Nexus;

/// <summary>How a client is set up: the original's <c>usingNodeIpcClient(options)</c>.</summary>
public sealed record NexusClientOptions : NexusOptions
{
    /// <summary>The daemon that is meant where a call names none.</summary>
    public NexusTarget? DefaultTarget { get; init; }

    /// <summary>Daemons to dial at start. If there is just one, it is the default target too.</summary>
    public IReadOnlyList<NexusTarget> ConnectTo { get; init; } = [];

    /// <summary>Finds sockets in place of the default rule.</summary>
    public NodeIpcAddressResolver? ResolveAddress { get; init; }
}
