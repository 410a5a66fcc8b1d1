using System.Globalization;
using System.Text.Json;
using Ixt.SchemaGen.Lint;
using NJsonSchema;

namespace Ixt.SchemaGen.Model;

/// <summary>Reads <c>protocol.schema.json</c> and <c>errors.json</c>.</summary>
public static class ModelLoader
{
    /// <summary>Loads the model.</summary>
    /// <exception cref="SchemaException">The schema leaves the documented subset, or has a shape no emitter knows.</exception>
    public static async Task<ProtocolModel> LoadAsync(string schemaText, string errorsText)
    {
        IReadOnlyList<LintFinding> findings = SchemaLint.Check(schemaText);
        if (findings.Count > 0)
        {
            throw new SchemaException(findings[0].Pointer, findings[0].Problem);
        }

        JsonSchema schema = await JsonSchema.FromJsonAsync(schemaText);
        TypeResolver types = new(schema);

        // NJsonSchema takes x-enum-names for its own and does not give it back.
        using JsonDocument document = JsonDocument.Parse(schemaText);
        JsonElement raw = document.RootElement.GetProperty("definitions");
        List<Definition> definitions = [];
        foreach ((string name, JsonSchema definition) in schema.Definitions)
        {
            definitions.Add(ToDefinition(name, definition, raw.GetProperty(name), types));
        }

        foreach (string name in definitions.OfType<UnionDefinition>().SelectMany(u => u.Alternatives).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            throw new SchemaException($"#/definitions/{name}", "is an alternative of more than one union; a record has one base.");
        }

        return new ProtocolModel(definitions, ReadErrors(errorsText));
    }

    private static Definition ToDefinition(string name, JsonSchema schema, JsonElement raw, TypeResolver types)
    {
        string pointer = $"#/definitions/{name}";
        string description = schema.Description ?? throw new SchemaException(pointer, "a definition needs a description.");
        if (schema.ExtensionData?.ContainsKey("x-union") == true)
        {
            return new UnionDefinition(name, description, [.. schema.OneOf.Select(a => types.NameOf(a) ?? throw new SchemaException(pointer, "a union's alternatives are $refs."))]);
        }

        if (types.IsEnum(schema))
        {
            return ToEnum(name, description, schema, raw, pointer);
        }

        if (types.IsRecord(schema))
        {
            return new ObjectDefinition(name, description, [.. schema.Properties.Select(p => ToMember(p.Value, types, $"{pointer}/properties/{p.Key}"))], TypeResolver.Extension(schema, "x-service") as string);
        }

        return new AliasDefinition(name, description, types.Resolve(schema, pointer));
    }

    private static Member ToMember(JsonSchemaProperty property, TypeResolver types, string pointer)
    {
        MemberType type = types.Resolve(property, pointer);
        if (type is ConstantType && !property.IsRequired)
        {
            throw new SchemaException(pointer, "a member that tells alternatives apart must be required.");
        }

        string description = property.Description ?? property.Reference?.Description ?? "";
        return new Member(property.Name, Names.Pascal(property.Name), description, type, property.IsRequired, types.NameOf(property));
    }

    private static EnumDefinition ToEnum(string name, string description, JsonSchema schema, JsonElement raw, string pointer)
    {
        string[] values = [.. schema.Enumeration.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)!)];
        bool isInteger = schema.Type == JsonObjectType.Integer;
        string[] names = isInteger
            ? [.. raw.TryGetProperty("x-enum-names", out JsonElement given) ? given.EnumerateArray().Select(n => n.GetString()!) : []]
            : [.. values.Select(Names.Pascal)];
        if (names.Length != values.Length)
        {
            throw new SchemaException(pointer, "an integer enum needs x-enum-names, one for each value.");
        }

        string? defaultValue = schema.Default is null ? null : Convert.ToString(schema.Default, CultureInfo.InvariantCulture);
        return new EnumDefinition(name, description, values, names, isInteger, defaultValue);
    }

    private static List<ErrorCode> ReadErrors(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return [.. document.RootElement.GetProperty("errors").EnumerateArray().Select(e => new ErrorCode(
            e.GetProperty("code").GetString()!,
            e.GetProperty("meaning").GetString()!,
            e.GetProperty("sentBy").GetString()!,
            e.GetProperty("retryable").GetBoolean(),
            e.GetProperty("since").GetString()!,
            e.GetProperty("status").GetString()!,
            e.GetProperty("note").GetString()!))];
    }
}
