using System.Text.Json.Serialization;

namespace Porting.ConcurrencyParallel;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Ranking))]
internal sealed partial class WordsJson : JsonSerializerContext;
