using NJsonSchema;

namespace Ixt.Architecture.Tests.Cases;

/// <summary>The scripts of the porting guide's pairs.</summary>
public sealed class CompareScriptTests
{
    private static readonly string[] _scripts = [.. Repository.Files().Where(f => f.StartsWith("examples/porting/", StringComparison.Ordinal) && f.EndsWith("/script.json", StringComparison.Ordinal))];

    [Fact]
    public async Task Every_script_is_valid()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Repository.PathOf("spec/schema/compare.schema.json"), TestContext.Current.CancellationToken);

        Assert.NotEmpty(_scripts);
        Findings.None(_scripts.SelectMany(s => schema.Validate(Repository.Text(s)).Select(e => $"{s}: {e}")));
    }

    [Fact]
    public async Task A_script_that_is_wrong_is_not_valid()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(Repository.PathOf("spec/schema/compare.schema.json"), TestContext.Current.CancellationToken);

        Assert.NotEmpty(schema.Validate("""{"title":"x","steps":[{"handle":{"topic":"t"}}]}"""));
        Assert.NotEmpty(schema.Validate("""{"title":"x","steps":[{"nothing":true}]}"""));
        Assert.NotEmpty(schema.Validate("""{"title":"x","steps":[],"stepz":[]}"""));
    }
}
