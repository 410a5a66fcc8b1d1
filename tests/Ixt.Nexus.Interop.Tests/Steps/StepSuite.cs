using System.Text.Json;

namespace Ixt.Nexus.Interop.Tests;

/// <summary>Steps for the interop client, and how daemon and client are started for them.</summary>
/// <param name="Steps">A JSON array.</param>
/// <param name="Daemon">Options of the daemon.</param>
/// <param name="Client">Environment of the client.</param>
/// <param name="Fails">Whether the session is not to come about: one line with step −1.</param>
internal sealed record StepSuite(string Steps, string[] Daemon, IReadOnlyDictionary<string, string> Client, bool Fails)
{
    /// <summary>How many lines the client has to print.</summary>
    internal int ExpectedLines => Fails ? 1 : JsonElement.Parse(Steps, new() { MaxDepth = 4096 }).GetArrayLength();
}
