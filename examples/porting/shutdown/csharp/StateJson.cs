using System.Text.Json.Serialization;

namespace Porting.Shutdown;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(State))]
internal sealed partial class StateJson : JsonSerializerContext;
