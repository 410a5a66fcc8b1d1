namespace Ixt.Nexus;

/// <summary>The metadata of a node-ipc peer, checked: a <see cref="NodeIpcDaemonMeta"/> or a <see cref="NodeIpcClientMeta"/>. Said by the peer, not proven.</summary>
/// <param name="AppId">The application that the peer says it belongs to.</param>
/// <param name="ProcessId">The process id that the peer claims; null if it claims none. What the kernel knows is in <see cref="NodeIpcPlatformMeta.Process"/>.</param>
/// <param name="Groups">The groups that the peer says it is in; peers of 0.6 are in none.</param>
public abstract record NodeIpcEndpointMeta(string AppId, int? ProcessId, IReadOnlyList<string> Groups)
{
    /// <summary><c>node-ipc-daemon</c> or <c>node-ipc-client</c>.</summary>
    public abstract string Context { get; }

    internal static NodeIpcEndpointMeta? Of(NexusIdentity identity)
    {
        if (identity.AppId is not { } appId)
        {
            return null;
        }

        int? processId = identity.ProcessId is { } claimed && claimed == Math.Truncate(claimed) && claimed is > 0 and <= int.MaxValue ? (int)claimed : null;
        return identity.Context switch
        {
            NexusIdentity.DaemonContext => new NodeIpcDaemonMeta(appId, identity.Instance ?? NexusIdentity.DefaultInstance, processId, identity.Groups),
            NexusIdentity.ClientContext => new NodeIpcClientMeta(appId, processId, identity.Groups),
            _ => null,
        };
    }
}
