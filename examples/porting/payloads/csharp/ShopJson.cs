using System.Text.Json.Serialization;

namespace Shop;

#region contracts
/// <summary>Reading and writing of the records, generated at build time: no reflection, so that the module can be compiled to native code.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true, // an absent member without default is an error, as order["lines"] is
    RespectNullableAnnotations = true)]          // and so is null for it
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(NotePatch))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class ShopJson : JsonSerializerContext;
#endregion
