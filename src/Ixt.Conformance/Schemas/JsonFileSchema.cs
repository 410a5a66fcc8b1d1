using NJsonSchema;
using NJsonSchema.Validation;

namespace Ixt.Conformance.Schemas;

/// <summary>A JSON Schema, read once, that tells in sentences what does not fit it.</summary>
internal sealed class JsonFileSchema
{
    private readonly JsonSchema _schema;

    private JsonFileSchema(JsonSchema schema) => _schema = schema;

    /// <summary>Reads the schema from a file.</summary>
    public static async Task<JsonFileSchema> LoadAsync(string path, CancellationToken cancellationToken)
    {
        string text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        return new JsonFileSchema(await JsonSchema.FromJsonAsync(text, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What is wrong with the text; nothing when it fits.</summary>
    public IReadOnlyList<string> Validate(string json) => [.. _schema.Validate(json).SelectMany(Describe)];

    /// <summary>One line per innermost violation, with its place.</summary>
    internal static IEnumerable<string> Describe(ValidationError error)
    {
        if (error is ChildSchemaValidationError { Errors.Count: > 0 } child)
        {
            // Of a oneOf, the alternative that fits best tells most.
            return child.Errors.MinBy(e => e.Value.Count).Value.SelectMany(Describe);
        }

        string place = string.IsNullOrEmpty(error.Path) ? "#" : error.Path;
        return [$"{place}: {error.Kind}"];
    }
}
