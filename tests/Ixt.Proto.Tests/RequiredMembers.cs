using System.Text.Json;

namespace Ixt.Proto.Tests;

/// <summary>What the schema requires, by pointer, through the objects inside an object.</summary>
internal static class RequiredMembers
{
    private static readonly JsonElement s_definitions = Protocol.Tests.Spec.Json("schema/protocol.schema.json").GetProperty("definitions");

    public static string[] Of(string definition) => [.. Below(s_definitions.GetProperty(definition), "")];

    private static IEnumerable<string> Below(JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("properties", out JsonElement members))
        {
            yield break;
        }

        HashSet<string> required = schema.TryGetProperty("required", out JsonElement names) ? [.. names.EnumerateArray().Select(n => n.GetString()!)] : [];
        foreach (JsonProperty member in members.EnumerateObject())
        {
            string? reference = member.Value.TryGetProperty("$ref", out JsonElement target) ? target.GetString()!["#/definitions/".Length..] : null;

            // An id that may be null may be absent in protobuf.
            if (required.Contains(member.Name) && reference != "NullableRequestId")
            {
                yield return $"{path}/{member.Name}";
            }

            foreach (string inner in reference is null ? [] : Below(s_definitions.GetProperty(reference), $"{path}/{member.Name}"))
            {
                yield return inner;
            }
        }
    }
}
