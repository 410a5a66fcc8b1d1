using System.Text.Json.Serialization;

namespace Porting.Concurrency;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Transfer))]
internal sealed partial class AccountsJson : JsonSerializerContext;
