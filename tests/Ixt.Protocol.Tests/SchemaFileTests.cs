using Ixt.SchemaGen.Lint;
using NJsonSchema;

namespace Ixt.Protocol.Tests;

/// <summary>Every schema stays in the subset that validators agree on, and every file that has a schema fits it.</summary>
public sealed class SchemaFileTests(AjvVerdicts ajv)
{
    public static TheoryData<string> Schemas =>
        [.. Directory.EnumerateFiles(Path.Combine(Spec.Folder, "schema"), "*.json").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Documents =>
        new(Directory.EnumerateFiles(Path.Combine(Spec.Folder, "vectors")).Order(StringComparer.Ordinal)
            .Select(path => ("vectors", $"vectors/{Path.GetFileName(path)}"))
            .Append(("errors", "errors.json"))
            .Select(pair => new TheoryDataRow<string, string>(pair.Item1, pair.Item2)));

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_schema_keeps_to_the_portable_subset(string file)
    {
        Assert.Empty(SchemaLint.Check(Spec.Text($"schema/{file}")));
    }

    [Theory]
    [InlineData("""{"const":1}""", "#/definitions/X/const")]
    [InlineData("""{"type":"object","if":{}}""", "#/definitions/X/if")]
    [InlineData("""{"properties":{"a/b":{"propertyNames":{}}}}""", "#/definitions/X/properties/a~1b/propertyNames")]
    [InlineData("""{"items":true}""", "#/definitions/X/items")]
    [InlineData("""{"items":[{}]}""", "#/definitions/X/items")]
    [InlineData("""{"properties":{"a":false}}""", "#/definitions/X/properties/a")]
    [InlineData("""{"$ref":"#/definitions/X","description":"d"}""", "#/definitions/X")]
    [InlineData("""{"$ref":"#/definitions/Y"}""", "#/definitions/X")]
    [InlineData("""{"$ref":"other.json"}""", "#/definitions/X")]
    [InlineData("""{"format":"duration"}""", "#/definitions/X/format")]
    [InlineData("""{"definitions":{}}""", "#/definitions/X/definitions")]
    [InlineData("""{"x-new":1}""", "#/definitions/X/x-new")]
    [InlineData("""{"anyOf":[{"contains":{}}]}""", "#/definitions/X/anyOf/0/contains")]
    [InlineData("""{"additionalProperties":{"not":{"minContains":1}}}""", "#/definitions/X/additionalProperties/not/minContains")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "#/definitions/X/oneOf")]
    [InlineData("""{"oneOf":[{"type":"object","required":["a"],"properties":{"a":{"enum":[1]}}},{"type":"object","properties":{"a":{"enum":[2]}}}]}""", "#/definitions/X/oneOf")]
    public void The_lint_names_what_leaves_the_subset(string definition, string pointer)
    {
        LintFinding finding = Assert.Single(SchemaLint.Check($$$"""{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"X":{{{definition}}}}}"""));

        Assert.Equal(pointer, finding.Pointer);
    }

    [Theory]
    [InlineData("""{"oneOf":[{"type":"string"},{"type":["number","null"]}]}""")]
    [InlineData("""{"oneOf":[{"type":"object","required":["a"],"properties":{"a":{"enum":[1]}}},{"type":"object","required":["a"],"properties":{"a":{"enum":[2]}}}]}""")]
    [InlineData("""{"type":"object","additionalProperties":false}""")]
    public void The_lint_lets_the_subset_pass(string definition)
    {
        Assert.Empty(SchemaLint.Check($$$"""{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"X":{{{definition}}}}}"""));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_file_with_a_schema_fits_it_by_both_judges(string schema, string file)
    {
        JsonSchema judge = await JsonSchema.FromJsonAsync(Spec.Text($"schema/{schema}.schema.json"), TestContext.Current.CancellationToken);

        Assert.Empty(judge.Validate(Spec.Text(file)));
        Assert.True((await ajv.GetAsync())[file]);
    }
}
