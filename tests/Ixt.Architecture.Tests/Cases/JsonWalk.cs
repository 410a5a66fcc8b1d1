using System.Text.Json.Nodes;

namespace Ixt.Architecture.Tests.Cases;

/// <summary>Walks a JSON document.</summary>
internal static class JsonWalk
{
    /// <summary>Every member of every object in a value, the outer ones first.</summary>
    public static IEnumerable<(string Name, JsonNode? Value)> Members(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(m => Members(m.Value).Prepend((m.Key, m.Value))),
        JsonArray list => list.SelectMany(Members),
        _ => [],
    };
}
