namespace Ixt.Nexus;

/// <summary>What a store calls its subscribers with: <c>init</c> once, then <c>snapshot</c>s, at the end <c>terminal</c>.</summary>
internal static class StoreEnvelope
{
    internal const string Init = "init";
    internal const string Snapshot = "snapshot";
    internal const string Terminal = "terminal";
    internal const string ProviderShutdown = "provider-shutdown";
    internal const string SourceDisconnected = "source-disconnected";

    internal static NexusObject OfSnapshot(string type, NexusStoreSnapshot snapshot) => new()
    {
        ["type"] = type,
        ["storeInstanceId"] = snapshot.StoreInstanceId,
        ["version"] = snapshot.Version,
        ["state"] = snapshot.State,
    };

    internal static NexusObject OfEnd(string instance, long version, string reason, NexusException error) => new()
    {
        ["type"] = Terminal,
        ["storeInstanceId"] = instance,
        ["lastKnownVersion"] = version,
        ["reason"] = reason,
        ["error"] = new NexusObject { ["name"] = "NexusStoreDisconnectedError", ["code"] = error.Code, ["message"] = error.Message },
    };

    /// <summary>Reads an <c>init</c> or <c>snapshot</c>.</summary>
    /// <exception cref="NexusException"><c>E_STORE_PROTOCOL</c>.</exception>
    internal static NexusStoreSnapshot ReadSnapshot(NexusValue envelope) =>
        envelope["storeInstanceId"].Kind == NexusKind.String && IsVersion(envelope["version"])
            ? new(envelope["storeInstanceId"].AsString(), (long)envelope["version"].AsDouble(), envelope["state"])
            : throw Malformed($"An envelope of type {envelope["type"]} without its instance or version.");

    internal static NexusException Malformed(string what) => new(NexusErrorCodes.StoreProtocol, what);

    internal static NexusException Closed(string what, Exception? cause = null) => new(NexusErrorCodes.StoreDisconnected, what, cause);

    private static bool IsVersion(NexusValue version) =>
        version.Kind == NexusKind.Number && double.IsInteger(version.AsDouble()) && version.AsDouble() is >= 0 and <= NexusValue.MaxSafeInteger;
}
