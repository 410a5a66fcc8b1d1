using System.Text.Json.Serialization;

namespace Shop;

#region contracts
/// <summary>The JSON contracts, generated at build time: no reflection, so that the module can be compiled to native code.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    // An absent member without default is an error, as for order["lines"]; and so is null for it.
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(NotePatch))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class ShopJson : JsonSerializerContext;
#endregion
