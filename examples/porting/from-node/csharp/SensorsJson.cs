using System.Text.Json.Serialization;

namespace Porting.FromNode;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AlarmReport))]
[JsonSerializable(typeof(NamesRequest))]
internal sealed partial class SensorsJson : JsonSerializerContext;
