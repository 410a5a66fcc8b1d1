using System.Text.Json.Serialization;

namespace Porting.Background;

[JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class CountsJson : JsonSerializerContext;
