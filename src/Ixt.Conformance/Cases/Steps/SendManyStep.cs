using System.Text.Json;

namespace Ixt.Conformance.Cases.Steps;

/// <summary>Sends the same frame with a running number.</summary>
internal sealed record SendManyStep(int From, int Count, JsonElement Frame) : Step;
