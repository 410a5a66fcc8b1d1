using System.Text.Json;
using System.Text.Json.Nodes;
using Ixt.Sdk;

namespace Porting.Idioms;

/// <summary>What Python code does every day, one topic per kind. The guide's tables of idioms quote lines of these files.</summary>
internal sealed partial class Idioms : IxtProcessModule
{
    private static JsonElement Parse(ReadOnlyMemory<byte> payload) => JsonElement.Parse(payload.Span);

    private static int[] Integers(JsonElement data, string name) => [.. data.GetProperty(name).EnumerateArray().Select(n => n.GetInt32())];

    private static string[] Strings(JsonElement data, string name) => [.. data.GetProperty(name).EnumerateArray().Select(s => s.GetString()!)];

    private static JsonArray ToJson(IEnumerable<int> numbers) => [.. numbers.Select(n => JsonValue.Create(n))];

    private static JsonArray ToJson(IEnumerable<string> texts) => [.. texts.Select(t => JsonValue.Create(t))];

    private static JsonObject ToJson(IEnumerable<KeyValuePair<string, int>> pairs) =>
        new(pairs.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)JsonValue.Create(p.Value))));
}
