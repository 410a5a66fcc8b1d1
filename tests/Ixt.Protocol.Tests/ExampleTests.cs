using NJsonSchema;

namespace Ixt.Protocol.Tests;

/// <summary>The examples, three judges, one verdict.</summary>
public sealed class ExampleTests(AjvVerdicts ajv)
{
    /// <summary>
    /// What our readers take although the schema, which says what a sender writes, does not: null for an optional member
    /// (IXT-ENV-007). Nothing else.
    /// </summary>
    private const string ToleratedByReaders = "invalid-null-";

    public static TheoryData<string> ProtocolTypes => [.. Spec.Definitions("protocol")];

    public static TheoryData<string> TypesWithReaders => [.. Readers.ByDefinition.Keys];

    [Theory]
    [MemberData(nameof(ProtocolTypes))]
    public void Every_type_has_one_valid_example_and_two_invalid_ones(string definition)
    {
        Example[] examples = [.. Example.All.Where(e => e.Definition == definition)];

        Assert.True(examples.Count(e => e.IsValid) >= 1, "valid examples");
        Assert.True(examples.Count(e => !e.IsValid) >= 2, "invalid examples");
    }

    [Fact]
    public void Every_example_says_in_its_name_what_it_is_and_belongs_to_a_type()
    {
        HashSet<string> types = [.. Spec.Definitions("protocol"), .. Spec.Definitions("manifest")];

        Assert.All(Example.All, example =>
        {
            Assert.Contains(example.Definition, types);
            Assert.Matches("^(valid|invalid)-[a-z0-9-]+\\.json$", example.File);
        });
    }

    [Fact]
    public async Task The_first_judge_agrees_with_every_name()
    {
        JsonSchema protocol = await JsonSchema.FromJsonAsync(Spec.Text("schema/protocol.schema.json"), TestContext.Current.CancellationToken);
        JsonSchema manifest = await JsonSchema.FromJsonAsync(Spec.Text("schema/manifest.schema.json"), TestContext.Current.CancellationToken);
        Dictionary<string, JsonSchema> schemas = protocol.Definitions.Concat(manifest.Definitions).ToDictionary(d => d.Key, d => d.Value);

        string[] wrong = [.. Example.All
            .Where(e => (schemas[e.Definition].Validate(System.Text.Encoding.UTF8.GetString(e.Bytes())).Count == 0) != e.IsValid)
            .Select(e => e.Key)];

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_second_judge_agrees_with_every_name()
    {
        Dictionary<string, bool> verdicts = await ajv.GetAsync();

        string[] wrong = [.. Example.All.Where(e => verdicts[e.Key] != e.IsValid).Select(e => e.Key)];

        Assert.Empty(wrong);
        Assert.Equal(Example.All.Length, verdicts.Keys.Count(k => k.StartsWith("examples/", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(TypesWithReaders))]
    public void The_generated_readers_agree_but_for_tolerated_nulls(string definition)
    {
        MessageReader read = Readers.ByDefinition[definition];
        foreach (Example example in Example.All.Where(e => e.Definition == definition))
        {
            if (example.IsValid || example.File.StartsWith(ToleratedByReaders, StringComparison.Ordinal))
            {
                Exception? failure = Record.Exception(() => read(example.Bytes()));
                Assert.True(failure is null, $"{example}: {failure?.Message}");
            }
            else
            {
                ProtocolViolationException violation = Assert.Throws<ProtocolViolationException>(() => read(example.Bytes()));
                Assert.Equal(ErrorCodes.ProtocolError, violation.Code);
            }
        }
    }

    [Fact]
    public void Tolerated_nulls_are_the_nulls_of_optional_members()
    {
        Example[] tolerated = [.. Example.All.Where(e => e.File.StartsWith(ToleratedByReaders, StringComparison.Ordinal) && Readers.ByDefinition.ContainsKey(e.Definition))];

        Assert.NotEmpty(tolerated);
        Assert.All(tolerated, example =>
        {
            string member = Path.GetFileNameWithoutExtension(example.File)[ToleratedByReaders.Length..].Replace('-', '_');
            System.Text.Json.JsonElement definition = Spec.Json("schema/protocol.schema.json").GetProperty("definitions").GetProperty(example.Definition);
            Assert.True(definition.GetProperty("properties").TryGetProperty(member, out _), example.Key);
            Assert.False(
                definition.TryGetProperty("required", out System.Text.Json.JsonElement required) && required.EnumerateArray().Any(r => r.ValueEquals(member)),
                example.Key);
        });
    }
}
