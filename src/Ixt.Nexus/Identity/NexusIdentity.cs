using System.Buffers;

namespace Ixt.Nexus;

/// <summary>Who a peer says it is: the metadata of its handshake.</summary>
/// <remarks>Said, not proven: what the kernel knows of the peer is in <see cref="NexusPeer.Process"/>.</remarks>
public sealed class NexusIdentity
{
    /// <summary>The context of a daemon.</summary>
    public const string DaemonContext = "node-ipc-daemon";

    /// <summary>The context of a client.</summary>
    public const string ClientContext = "node-ipc-client";

    /// <summary>The instance that is meant when none is named.</summary>
    public const string DefaultInstance = "default";

    internal NexusIdentity(NexusValue metadata)
    {
        Metadata = metadata;
        Context = Text(metadata["context"]);
        AppId = Text(metadata["appId"]);
        Instance = Text(metadata["instance"]) ?? (Context == DaemonContext ? DefaultInstance : null);
        ProcessId = metadata["pid"].Kind == NexusKind.Number ? metadata["pid"].AsDouble() : null;
        Groups = metadata["groups"].Kind == NexusKind.Array
            ? [.. metadata["groups"].Items.ToArray().Where(g => g.Kind == NexusKind.String).Select(g => g.AsString())]
            : [];
    }

    /// <summary><c>node-ipc-daemon</c>, <c>node-ipc-client</c> or whatever the peer says.</summary>
    public string? Context { get; }

    /// <summary>The application.</summary>
    public string? AppId { get; }

    /// <summary>Which of several daemons of the application.</summary>
    public string? Instance { get; }

    /// <summary>The process id that the peer claims.</summary>
    public double? ProcessId { get; }

    /// <summary>The groups that the peer is in; peers of 0.6 have none.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>The same as a <see cref="NodeIpcDaemonMeta"/> or <see cref="NodeIpcClientMeta"/>; null for a peer that says it is neither, or names no application.</summary>
    public NodeIpcEndpointMeta? Endpoint => NodeIpcEndpointMeta.Of(this);

    /// <summary>Everything the peer said.</summary>
    public NexusValue Metadata { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Context} {AppId}{(Instance is null ? "" : $"/{Instance}")}";

    internal NexusIdentity With(NexusValue updates)
    {
        if (updates.Kind != NexusKind.Object || Metadata.Kind != NexusKind.Object)
        {
            return updates.Kind == NexusKind.Object ? new(updates) : this;
        }

        NexusObject merged = new();
        foreach ((string name, NexusValue value) in Metadata.AsObject())
        {
            merged[name] = value;
        }

        foreach ((string name, NexusValue value) in updates.AsObject())
        {
            merged[name] = value;
        }

        return new(NexusValue.From(merged));
    }

    /// <summary>How long it is as JSON, in bytes.</summary>
    internal int MeasureBytes()
    {
        ArrayBufferWriter<byte> json = new();
        ValueWriter.WritePlain(json, Metadata);
        return json.WrittenCount;
    }

    /// <summary>The members that are new or different.</summary>
    internal NexusObject ChangesSince(NexusIdentity earlier)
    {
        NexusObject changes = new();
        foreach ((string name, NexusValue value) in Metadata.AsObject())
        {
            if (earlier.Metadata[name] != value)
            {
                changes[name] = value;
            }
        }

        return changes;
    }

    private static string? Text(NexusValue value) => value.Kind == NexusKind.String ? value.AsString() : null;
}
