using System.Text.Json;

namespace Ixt.SchemaGen.Lint;

/// <summary>A <c>oneOf</c> whose alternatives can overlap means something else to each validator and nothing to a generator.</summary>
internal static class Alternatives
{
    public static void Check(JsonElement oneOf, string pointer, JsonElement root, List<LintFinding> findings)
    {
        JsonElement[] leaves = [.. Flatten(oneOf, root)];
        for (int i = 0; i < leaves.Length; i++)
        {
            for (int j = i + 1; j < leaves.Length; j++)
            {
                if (!AreApart(leaves[i], leaves[j], root))
                {
                    findings.Add(new LintFinding(pointer, $"alternatives {i} and {j} are told apart neither by type, nor by the enum of a required member, nor by a required member that the other, closed one lacks."));
                }
            }
        }
    }

    private static IEnumerable<JsonElement> Flatten(JsonElement oneOf, JsonElement root)
    {
        foreach (JsonElement alternative in oneOf.EnumerateArray().Select(a => Follow(a, root)))
        {
            if (alternative.TryGetProperty("oneOf", out JsonElement nested))
            {
                foreach (JsonElement leaf in Flatten(nested, root))
                {
                    yield return leaf;
                }
            }
            else
            {
                yield return alternative;
            }
        }
    }

    private static JsonElement Follow(JsonElement schema, JsonElement root) =>
        schema.TryGetProperty("$ref", out JsonElement reference) && SchemaLint.TryResolve(reference, root, out JsonElement target)
            ? Follow(target, root)
            : schema;

    private static bool AreApart(JsonElement a, JsonElement b, JsonElement root) =>
        HaveDistinctTypes(a, b)
        || HaveDistinctValues(a, b)
        || CannotHoldWhatIsRequiredBy(a, b)
        || CannotHoldWhatIsRequiredBy(b, a)
        || Required(a).Intersect(Required(b)).Any(name => HaveDistinctMember(a, b, name, root));

    private static bool CannotHoldWhatIsRequiredBy(JsonElement closed, JsonElement other) =>
        closed.TryGetProperty("additionalProperties", out JsonElement more)
        && more.ValueKind == JsonValueKind.False
        && !closed.TryGetProperty("patternProperties", out _)
        && closed.TryGetProperty("properties", out JsonElement members)
        && Required(other).Any(name => !members.TryGetProperty(name, out _));

    private static bool HaveDistinctMember(JsonElement a, JsonElement b, string name, JsonElement root) =>
        a.TryGetProperty("properties", out JsonElement membersOfA)
        && b.TryGetProperty("properties", out JsonElement membersOfB)
        && membersOfA.TryGetProperty(name, out JsonElement inA)
        && membersOfB.TryGetProperty(name, out JsonElement inB)
        && HaveDistinctValues(Follow(inA, root), Follow(inB, root));

    private static bool HaveDistinctValues(JsonElement a, JsonElement b) =>
        a.TryGetProperty("enum", out JsonElement valuesOfA)
        && b.TryGetProperty("enum", out JsonElement valuesOfB)
        && !valuesOfA.EnumerateArray().Any(x => valuesOfB.EnumerateArray().Any(y => JsonElement.DeepEquals(x, y)));

    private static bool HaveDistinctTypes(JsonElement a, JsonElement b) =>
        Types(a) is { Count: > 0 } typesOfA && Types(b) is { Count: > 0 } typesOfB && !typesOfA.Overlaps(typesOfB);

    private static HashSet<string> Types(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out JsonElement type))
        {
            return [];
        }

        IEnumerable<string> names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

        // Every integer is a number.
        return [.. names.Select(n => n == "integer" ? "number" : n)];
    }

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out JsonElement required) ? required.EnumerateArray().Select(r => r.GetString()!) : [];
}
