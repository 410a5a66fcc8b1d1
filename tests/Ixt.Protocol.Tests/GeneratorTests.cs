using Ixt.SchemaGen;
using Ixt.SchemaGen.Model;

namespace Ixt.Protocol.Tests;

public sealed class GeneratorTests
{
    private const string Errors = """{"errors":[]}""";

    [Fact]
    public async Task What_is_checked_in_is_what_the_generator_makes()
    {
        Assert.Empty(await new Generator(Spec.RepositoryRoot).CheckAsync());
    }

    [Fact]
    public async Task Two_runs_make_the_same_bytes()
    {
        Generator generator = new(Spec.RepositoryRoot);

        Assert.Equal(await generator.GenerateAsync(), await generator.GenerateAsync());
    }

    [Fact]
    public async Task Check_tells_missing_different_and_surplus_files_apart_and_write_mends_them()
    {
        string root = Directory.CreateTempSubdirectory("ixt-schemagen-").FullName;
        try
        {
            foreach (string file in new[] { "schema/protocol.schema.json", "errors.json", "proto/numbers.json", "vectors/messages.json" })
            {
                string copy = Path.Combine(root, "spec", file);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Path.Combine(Spec.Folder, file), copy);
            }

            Generator generator = new(root);
            await generator.WriteAsync();
            string generated = Path.Combine(root, "src", "Ixt.Protocol", "Generated");
            File.Delete(Path.Combine(generated, "ErrorBody.g.cs"));
            File.AppendAllText(Path.Combine(generated, "LogLevel.g.cs"), "\n");
            File.WriteAllText(Path.Combine(generated, "Old.g.cs"), "");

            Assert.Equal(
                ["different src/Ixt.Protocol/Generated/LogLevel.g.cs", "missing src/Ixt.Protocol/Generated/ErrorBody.g.cs", "surplus src/Ixt.Protocol/Generated/Old.g.cs"],
                (await generator.CheckAsync()).Order(StringComparer.Ordinal));

            await generator.WriteAsync();
            Assert.Empty(await generator.CheckAsync());
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Theory]
    [InlineData("""{"type":"object","description":"d","properties":{"a":{"type":"string","pattern":"x"}}}""", "#/definitions/X/properties/a")]
    [InlineData("""{"type":"object","description":"d","properties":{"a":{"type":"string","contentEncoding":"base32"}}}""", "#/definitions/X/properties/a")]
    [InlineData("""{"type":"object","description":"d","properties":{"a":{"type":["string","null"]}}}""", "#/definitions/X/properties/a")]
    [InlineData("""{"type":"object","description":"d","properties":{"a":{"type":"boolean","enum":[true]}}}""", "#/definitions/X/properties/a")]
    [InlineData("""{"type":"object","description":"d","properties":{"a":{"const":1}}}""", "#/definitions/X/properties/a/const")]
    [InlineData("""{"type":"integer","description":"d","enum":[1,2]}""", "#/definitions/X")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", "#/definitions/X")]
    public async Task A_schema_that_no_emitter_knows_is_refused_with_its_place(string definition, string pointer)
    {
        string schema = $$$"""{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{"X":{{{definition}}}}}""";

        SchemaException refusal = await Assert.ThrowsAsync<SchemaException>(() => ModelLoader.LoadAsync(schema, Errors));

        Assert.Equal(pointer, refusal.Pointer);
        Assert.Contains(pointer, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_repository_is_found_from_a_folder_inside_it()
    {
        Assert.Equal(Spec.RepositoryRoot.TrimEnd('/'), RepositoryRoot.Find(AppContext.BaseDirectory));
        Assert.Null(RepositoryRoot.Find("/"));
    }
}
