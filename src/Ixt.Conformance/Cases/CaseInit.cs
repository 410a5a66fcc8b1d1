using System.Text.Json;

namespace Ixt.Conformance.Cases;

/// <summary>The init that the runner sends before the steps.</summary>
/// <param name="Config">The config object, or null for an empty one.</param>
/// <param name="Protocol">The offer, or null for none.</param>
internal sealed record CaseInit(JsonElement? Config, JsonElement? Protocol);
