using System.Text.Json.Serialization;

namespace Polling;

#region contract
/// <summary>The JSON contracts, generated at build time: no reflection, so that the module can be compiled to native code.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Settings))]
internal sealed partial class PollingJson : JsonSerializerContext;
#endregion
