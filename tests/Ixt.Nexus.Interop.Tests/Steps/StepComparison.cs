using System.Text.Json;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>What must be the same on every pairing, and where ours differs on purpose.</summary>
internal static class StepComparison
{
    internal static bool AreEqual(JsonElement oracle, JsonElement actual, PeerKind daemon, PeerKind client)
    {
        if (!oracle.TryGetProperty("err", out JsonElement expected) || !actual.TryGetProperty("err", out JsonElement error))
        {
            return Canonical.Of(oracle) == Canonical.Of(actual);
        }

        return oracle.GetProperty("step").GetInt32() == actual.GetProperty("step").GetInt32()
            && Same(expected, error, "code")
            && Codes(expected).SequenceEqual(Codes(error))
            && SameRemote(expected.GetProperty("remote"), error.GetProperty("remote"), daemon)
            && SameMessage(expected, error, daemon, client);
    }

    // Node wraps some of its errors in another of the same code.
    private static IEnumerable<string> Codes(JsonElement error) => error.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!).Distinct();

    private static bool SameRemote(JsonElement expected, JsonElement actual, PeerKind daemon)
    {
        if (expected.ValueKind == JsonValueKind.Null || actual.ValueKind == JsonValueKind.Null)
        {
            return expected.ValueKind == actual.ValueKind;
        }

        // Deliberate: errors of Nexus' own lose their message on the wire between Node peers, and their names are what its minifier made of them.
        // A C# daemon sends name and message of every error.
        bool isLost = expected.GetProperty("message").ValueKind == JsonValueKind.Null;
        return Same(expected, actual, "code") && (isLost && daemon == PeerKind.CSharp
            ? actual.GetProperty("name").GetString() is "NexusError" && actual.GetProperty("message").GetString() is { Length: > 0 }
            : Same(expected, actual, "name") && Same(expected, actual, "message"));
    }

    private static bool SameMessage(JsonElement expected, JsonElement actual, PeerKind daemon, PeerKind client)
    {
        bool isRemote = expected.GetProperty("code").GetString() == NexusErrorCodes.RemoteException;
        bool isLost = isRemote && expected.GetProperty("remote").GetProperty("message").ValueKind == JsonValueKind.Null && daemon == PeerKind.CSharp;

        // Deliberate: a C# daemon says in its refusal why, Node's has no message.
        bool isRefused = expected.GetProperty("code").GetString() == NexusErrorCodes.HandshakeRejected && daemon == PeerKind.CSharp;

        // Deliberate: what a C# client says of its own errors is worded by it; of remote ones both say what the daemon said.
        return (isRemote && !isLost) || (client == PeerKind.Node && !isLost && !isRefused)
            ? Same(expected, actual, "message")
            : actual.GetProperty("message").GetString() is { Length: > 0 };
    }

    private static bool Same(JsonElement expected, JsonElement actual, string name) => Canonical.Of(expected.GetProperty(name)) == Canonical.Of(actual.GetProperty(name));
}
