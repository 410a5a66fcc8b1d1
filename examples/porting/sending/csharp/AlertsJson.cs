using System.Text.Json.Serialization;

namespace Alerts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(Broadcast))]
internal sealed partial class AlertsJson : JsonSerializerContext;
