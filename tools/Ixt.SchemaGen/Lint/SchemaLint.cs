using System.Text.Json;

namespace Ixt.SchemaGen.Lint;

/// <summary>
/// Refuses what <c>spec/schema/README.md</c> does not list. Validators disagree about the rest, most often by ignoring it in silence.
/// </summary>
public static class SchemaLint
{
    private static readonly HashSet<string> s_keywords =
    [
        "$schema", "title", "description", "definitions", "$ref", "type", "enum", "required", "properties", "additionalProperties",
        "patternProperties", "items", "minItems", "maxItems", "uniqueItems", "minLength", "maxLength", "pattern", "minimum", "maximum",
        "exclusiveMinimum", "exclusiveMaximum", "minProperties", "maxProperties", "allOf", "anyOf", "oneOf", "not", "format", "default",
        "contentEncoding", "x-union", "x-csharp-type", "x-enum-names", "x-service",
    ];

    /// <summary>Checks one schema file.</summary>
    /// <returns>What is wrong with it, in the order of the file.</returns>
    public static IReadOnlyList<LintFinding> Check(string schemaText)
    {
        using JsonDocument document = JsonDocument.Parse(schemaText);
        JsonElement root = document.RootElement;
        List<LintFinding> findings = [];
        if (!root.TryGetProperty("$schema", out JsonElement draft) || !draft.ValueEquals("http://json-schema.org/draft-07/schema#"))
        {
            findings.Add(new LintFinding("#", "$schema must be draft-07."));
        }

        Schema(root, "#", root, findings);
        return findings;
    }

    private static void Schema(JsonElement schema, string pointer, JsonElement root, List<LintFinding> findings)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            findings.Add(new LintFinding(pointer, "a schema is an object: boolean schemas do not load everywhere."));
            return;
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            Reference(schema, reference, pointer, root, findings);
            return;
        }

        foreach (JsonProperty member in schema.EnumerateObject())
        {
            string at = $"{pointer}/{Escape(member.Name)}";
            if (!s_keywords.Contains(member.Name))
            {
                findings.Add(new LintFinding(at, $"the keyword {member.Name} is not in the portable subset (spec/schema/README.md)."));
                continue;
            }

            Keyword(member, at, pointer, root, findings);
        }
    }

    private static void Keyword(JsonProperty member, string at, string pointer, JsonElement root, List<LintFinding> findings)
    {
        switch (member.Name)
        {
            case "definitions" when pointer != "#":
                findings.Add(new LintFinding(at, "definitions belong at the root."));
                break;
            case "definitions" or "properties" or "patternProperties":
                foreach (JsonProperty entry in member.Value.EnumerateObject())
                {
                    Schema(entry.Value, $"{at}/{Escape(entry.Name)}", root, findings);
                }

                break;
            case "allOf" or "anyOf" or "oneOf":
                int index = 0;
                foreach (JsonElement alternative in member.Value.EnumerateArray())
                {
                    Schema(alternative, $"{at}/{index++}", root, findings);
                }

                if (member.Name == "oneOf" && findings.Count == 0)
                {
                    Alternatives.Check(member.Value, at, root, findings);
                }

                break;
            case "additionalProperties" when member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                break;
            case "additionalProperties" or "items" or "not":
                Schema(member.Value, at, root, findings);
                break;
            case "format" when !member.Value.ValueEquals("date-time"):
                findings.Add(new LintFinding(at, "date-time is the only format that all validators check alike."));
                break;
            case "enum" when member.Value.GetArrayLength() == 0:
                findings.Add(new LintFinding(at, "an enum has at least one value."));
                break;
        }
    }

    private static void Reference(JsonElement schema, JsonElement reference, string pointer, JsonElement root, List<LintFinding> findings)
    {
        if (schema.EnumerateObject().Count() > 1)
        {
            findings.Add(new LintFinding(pointer, "$ref stands alone: what stands beside it is ignored. Wrap it in allOf."));
        }

        if (!TryResolve(reference, root, out _))
        {
            findings.Add(new LintFinding(pointer, $"{reference} is not a definition of this file."));
        }
    }

    /// <summary>The definition that a <c>$ref</c> names.</summary>
    internal static bool TryResolve(JsonElement reference, JsonElement root, out JsonElement target)
    {
        const string prefix = "#/definitions/";
        target = default;
        return reference.GetString() is { } text
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && root.TryGetProperty("definitions", out JsonElement definitions)
            && definitions.TryGetProperty(text[prefix.Length..], out target);
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
