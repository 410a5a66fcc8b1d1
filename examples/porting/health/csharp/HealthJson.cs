using System.Text.Json.Serialization;

namespace Porting.Health;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(Quote))]
internal sealed partial class HealthJson : JsonSerializerContext;
