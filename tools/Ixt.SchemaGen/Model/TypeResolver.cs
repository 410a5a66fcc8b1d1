using NJsonSchema;

namespace Ixt.SchemaGen.Model;

/// <summary>From the library's schema objects to member types.</summary>
internal sealed class TypeResolver
{
    private readonly Dictionary<JsonSchema, string> _names = new(ReferenceEqualityComparer.Instance);

    public TypeResolver(JsonSchema root)
    {
        foreach ((string name, JsonSchema definition) in root.Definitions)
        {
            _names.Add(definition, name);
        }
    }

    public static object? Extension(JsonSchema schema, string keyword) =>
        schema.ExtensionData is { } data && data.TryGetValue(keyword, out object? value) ? value : null;

    public string? NameOf(JsonSchema schema) => schema.Reference is { } target ? _names[target] : null;

    public bool IsEnum(JsonSchema schema) => schema.Enumeration.Count > 1;

    public bool IsRecord(JsonSchema schema) => schema.Type == JsonObjectType.Object && schema.Properties.Count > 0;

    public MemberType Resolve(JsonSchema schema, string pointer)
    {
        if (schema.Reference is { } target)
        {
            string name = _names[target];
            return IsEnum(target) || IsRecord(target) || Extension(target, "x-union") is not null
                ? new NamedType(name)
                : Resolve(target, $"#/definitions/{name}");
        }

        if (Extension(schema, "x-csharp-type") is string csharp)
        {
            return new HandWrittenType(csharp.TrimEnd('?'), csharp.EndsWith('?'), [.. schema.OneOf.Select((a, i) => Resolve(a, $"{pointer}/oneOf/{i}"))]);
        }

        if (schema.OneOf.Count + schema.AnyOf.Count + schema.AllOf.Count > 0 || schema.Pattern is not null || schema.Not is not null)
        {
            throw new SchemaException(pointer, "allOf, anyOf, oneOf, not and pattern have no C# shape here: use x-union or x-csharp-type.");
        }

        return schema.Type switch
        {
            JsonObjectType.None => new AnyType(),
            JsonObjectType.Null => new NullType(),
            JsonObjectType.Boolean => schema.Enumeration.Count == 1 ? new ConstantType(null, (bool)schema.Enumeration.Single()!) : new BooleanType(),
            JsonObjectType.String when schema.Enumeration.Count == 1 => new ConstantType((string)schema.Enumeration.Single()!, false),
            JsonObjectType.String when Extension(schema, "contentEncoding") is string encoding => encoding == "base64"
                ? new BytesType()
                : throw new SchemaException(pointer, $"contentEncoding {encoding} is not known."),
            JsonObjectType.String => new StringType(schema.MinLength, schema.MaxLength),
            JsonObjectType.Integer => new IntegerType((long?)schema.Minimum ?? long.MinValue, (long?)schema.Maximum ?? long.MaxValue),
            JsonObjectType.Number => new NumberType((double?)schema.Minimum, (double?)schema.Maximum),
            JsonObjectType.Object when schema.Properties.Count == 0 => new FreeObjectType(),
            JsonObjectType.Array when schema.Item is { } item => new ArrayType(Resolve(item, $"{pointer}/items"), schema.MinItems),
            _ => throw new SchemaException(pointer, $"type {schema.Type} has no C# shape here."),
        };
    }
}
