using System.Text.Json.Serialization;

namespace Banking;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Dictionary<string, long>))]
internal sealed partial class BankJson : JsonSerializerContext;
