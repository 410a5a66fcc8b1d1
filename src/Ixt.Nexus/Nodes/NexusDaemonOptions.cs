namespace Ixt.Nexus;

/// <summary>How a daemon is set up: the original's <c>usingNodeIpcDaemon(options)</c>.</summary>
public sealed record NexusDaemonOptions : NexusOptions
{
    /// <summary>Which of several daemons of the application this is. Default <c>default</c>.</summary>
    public string? Instance { get; init; }

    /// <summary>Where to listen in place of the default path, which is made of <see cref="NexusOptions.AppId"/> and <see cref="Instance"/>.</summary>
    public NodeIpcSocketAddress? Address { get; init; }

    /// <summary>The path that these options lead to.</summary>
    /// <exception cref="NodeIpcException"><c>E_IPC_ADDRESS_INVALID</c>, <c>E_IPC_PATH_TOO_LONG</c>.</exception>
    public string SocketPath => Address is null ? SocketAddresses.DefaultPath(AppId, Instance ?? NexusIdentity.DefaultInstance) : SocketAddresses.Checked(Address);
}
