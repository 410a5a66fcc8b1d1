using System.Text.Json;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>The interop client, on Node or on .NET.</summary>
internal static class InteropClient
{
    /// <summary>The environment that a busy machine needs; steps that are about time say so themselves.</summary>
    internal static IReadOnlyDictionary<string, string> Patient { get; } = new Dictionary<string, string>
    {
        ["NEXUS_ACQUIRE_TIMEOUT_MS"] = "60000", ["NEXUS_CALL_TIMEOUT_MS"] = "60000", ["NEXUS_AUTH_TIMEOUT_MS"] = "60000",
    };

    /// <summary>Runs the steps and returns the lines that it printed for them.</summary>
    internal static async Task<JsonElement[]> RunAsync(PeerKind kind, string socket, string steps, IReadOnlyDictionary<string, string>? environment = null)
    {
        string programs = await NodePackages.RequireAsync();
        Dictionary<string, string> settings = new(Patient);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            settings[name] = value;
        }

        (int code, string[] lines, string errors) = kind == PeerKind.Node
            ? await ChildProgram.RunAsync("node", [Path.Combine(programs, "interop", "client.mjs"), socket, steps], settings)
            : await ChildProgram.RunAsync(Artifacts.Program("nexus-client"), [socket, steps], settings);
        Assert.True(code == 0, $"The {kind} client exited with {code}: {errors}");
        return [.. lines.Select(l => JsonElement.Parse(l, new() { MaxDepth = 4096 }))];
    }
}
