using Ixt.Session;

namespace Ixt.Nexus.Tests;

/// <summary>One side of Nexus on connections that a test brings along, in either role.</summary>
internal sealed class TestNode : NexusNode
{
    private TestNode(NexusOptions options, NexusObject metadata)
        : base(options, metadata)
    {
    }

    public static TestNode Daemon(NexusDaemonOptions? options = null, NexusObject? metadata = null) => new(options ?? new() { AppId = "demo" }, metadata ?? DaemonMetadata());

    public static TestNode Client(NexusClientOptions? options = null, NexusObject? metadata = null) => new(options ?? new() { AppId = "demo-cli" }, metadata ?? ClientMetadata());

    public static NexusObject DaemonMetadata() => new() { ["context"] = "node-ipc-daemon", ["appId"] = "demo", ["instance"] = "default", ["pid"] = 1 };

    public static NexusObject ClientMetadata() => new() { ["context"] = "node-ipc-client", ["appId"] = "demo-cli", ["pid"] = 1 };

    public TestNode With(string token, INexusDispatcher service, NexusPolicy? policy = null)
    {
        ProvideUntyped(token, service, policy);
        return this;
    }

    /// <summary>Serves a connection, or dials on it.</summary>
    public NexusSession Attach(Transport transport, bool dials, ReadOnlyMemory<byte> received = default) => Open(transport, dials, received);
}
