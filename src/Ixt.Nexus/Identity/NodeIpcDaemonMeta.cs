namespace Ixt.Nexus;

/// <summary>The metadata of a daemon.</summary>
/// <param name="AppId"><inheritdoc cref="NodeIpcEndpointMeta(string, int?, IReadOnlyList{string})" path="/param[@name='AppId']"/></param>
/// <param name="Instance">Which of several daemons of the application; <c>default</c> if it names none.</param>
/// <param name="ProcessId"><inheritdoc cref="NodeIpcEndpointMeta(string, int?, IReadOnlyList{string})" path="/param[@name='ProcessId']"/></param>
/// <param name="Groups"><inheritdoc cref="NodeIpcEndpointMeta(string, int?, IReadOnlyList{string})" path="/param[@name='Groups']"/></param>
public sealed record NodeIpcDaemonMeta(string AppId, string Instance, int? ProcessId, IReadOnlyList<string> Groups) : NodeIpcEndpointMeta(AppId, ProcessId, Groups)
{
    /// <inheritdoc/>
    public override string Context => NexusIdentity.DaemonContext;
}
