using System.Text.Json.Serialization;

namespace Porting.Blocking;

// Without the two "Respect…" a missing or null member would quietly become null; the text "1000" is a number to Python's int().
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(KeyRequest))]
internal sealed partial class VaultJson : JsonSerializerContext;
