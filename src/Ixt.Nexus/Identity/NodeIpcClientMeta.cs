namespace Ixt.Nexus;

/// <summary>The metadata of a client.</summary>
/// <param name="AppId">The application that the client says it belongs to; it has nothing to do with whom it dials.</param>
/// <param name="ProcessId"><inheritdoc cref="NodeIpcEndpointMeta(string, int?, IReadOnlyList{string})" path="/param[@name='ProcessId']"/></param>
/// <param name="Groups"><inheritdoc cref="NodeIpcEndpointMeta(string, int?, IReadOnlyList{string})" path="/param[@name='Groups']"/></param>
public sealed record NodeIpcClientMeta(string AppId, int? ProcessId, IReadOnlyList<string> Groups) : NodeIpcEndpointMeta(AppId, ProcessId, Groups)
{
    /// <inheritdoc/>
    public override string Context => NexusIdentity.ClientContext;
}
