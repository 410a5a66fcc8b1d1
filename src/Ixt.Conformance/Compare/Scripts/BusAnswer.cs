using System.Text.Json;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>What the runtime answers to one <c>message_bus.send</c>.</summary>
/// <param name="Data">The handling module's <c>{success, data|error}</c>; null when the call is held until a step releases it.</param>
internal sealed record BusAnswer(JsonElement? Data);
