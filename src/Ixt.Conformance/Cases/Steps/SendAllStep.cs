using System.Text.Json;

namespace Ixt.Conformance.Cases.Steps;

/// <summary>Sends several frames as one run of bytes, cut as told.</summary>
internal sealed record SendAllStep(IReadOnlyList<JsonElement> Frames, Cut Cut) : Step;
