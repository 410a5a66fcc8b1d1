using System.Text.Json;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>The interop client, on Node or on .NET.</summary>
internal static class InteropClient
{
    /// <summary>Runs the steps and returns the lines that it printed for them.</summary>
    internal static async Task<JsonElement[]> RunAsync(PeerKind kind, string socket, string steps, IReadOnlyDictionary<string, string>? environment = null)
    {
        string programs = await NodePackages.RequireAsync();
        (int code, string[] lines, string errors) = kind == PeerKind.Node
            ? await ChildProgram.RunAsync("node", [Path.Combine(programs, "interop", "client.mjs"), socket, steps], environment)
            : await ChildProgram.RunAsync(Artifacts.Program("nexus-client"), [socket, steps], environment);
        Assert.True(code == 0, $"The {kind} client exited with {code}: {errors}");
        return [.. lines.Select(l => JsonElement.Parse(l, new() { MaxDepth = 4096 }))];
    }
}
