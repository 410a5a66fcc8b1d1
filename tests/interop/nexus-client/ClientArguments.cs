using System.Globalization;
using System.Text.Json;
using Ixt.Nexus;

namespace NexusInterop;

/// <summary>The command line, <c>SOCKET|- STEPS</c>, and the environment.</summary>
/// <param name="Options">How the client is set up.</param>
/// <param name="Token">The service, <c>NEXUS_TOKEN</c>.</param>
/// <param name="AcquireTimeout">How long to wait for it, <c>NEXUS_ACQUIRE_TIMEOUT_MS</c>.</param>
/// <param name="CallTimeout">How long its calls may take, <c>NEXUS_CALL_TIMEOUT_MS</c>.</param>
/// <param name="Steps">What to do, one after the other.</param>
internal sealed record ClientArguments(NexusClientOptions Options, string Token, TimeSpan AcquireTimeout, TimeSpan CallTimeout, IReadOnlyList<JsonElement> Steps)
{
    private const int Timeout = 5000;

    /// <exception cref="FormatException">Something is not as it has to be.</exception>
    internal static ClientArguments Parse(string[] arguments)
    {
        if (arguments is not [string socket, string steps])
        {
            throw new FormatException("usage: nexus-client SOCKET|- JSON-ARRAY-OF-STEPS");
        }

        string appId = Setting("NEXUS_APP_ID") ?? "interop";
        NexusClientOptions options = new()
        {
            AppId = appId,
            AuthToken = Setting("NEXUS_AUTH_TOKEN"),
            AuthTimeout = Milliseconds("NEXUS_AUTH_TIMEOUT_MS"),
            DefaultTarget = NexusTarget.Daemon(appId, Setting("NEXUS_INSTANCE")),
            ResolveAddress = socket == "-" ? null : _ => NodeIpcAddress.Path(socket),
        };
        return new(options, Setting("NEXUS_TOKEN") ?? "interop:echo", Milliseconds("NEXUS_ACQUIRE_TIMEOUT_MS"), Milliseconds("NEXUS_CALL_TIMEOUT_MS"), StepsOf(steps));
    }

    // What is set to nothing is as if it was not set.
    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static TimeSpan Milliseconds(string name) => TimeSpan.FromMilliseconds(Setting(name) switch
    {
        null => Timeout,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 => value,
        { } text => throw new FormatException($"{name} is '{text}': a whole number of milliseconds is needed"),
    });

    private static JsonElement[] StepsOf(string json)
    {
        try
        {
            JsonElement steps = JsonElement.Parse(json, new() { MaxDepth = 4096 });
            return steps.ValueKind == JsonValueKind.Array ? [.. steps.EnumerateArray()] : throw new FormatException("the steps are no JSON array");
        }
        catch (JsonException e)
        {
            throw new FormatException($"the steps are no JSON: {e.Message}", e);
        }
    }
}
