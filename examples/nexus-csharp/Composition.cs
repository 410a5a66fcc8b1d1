using Ixt.Nexus;

namespace NexusExample;

/// <summary>Daemons that have most of their configuration in common.</summary>
internal static class Composition
{
    #region composition
    private static readonly NexusDaemonOptions s_shared = new()
    {
        AppId = "example-app",
        Providers = [NexusProvider.Of<IEcho>(new EchoService())],
    };

    internal static NexusDaemonOptions Instance(string name) => s_shared with
    {
        Instance = name,
        Policy = new()
        {
            CanConnect = (request, _) => new(request.Remote.Identity.Endpoint is NodeIpcClientMeta { AppId: "example-app" }),
            CanCall = (request, _) => new(request.Operation == NexusOperation.Apply),
        },
    };
    #endregion
}
