using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Tests;

/// <summary>Cases and whole suites made up for a test.</summary>
internal sealed class MiniSuite : IDisposable
{
    private const string Prose = """
        ## 3. Framing
        - **IXT-FRM-001** *(module, ecosystem)* A module MUST understand both framings.
        ## 5. Lifecycle
        - **IXT-LIF-017** *(module, readme)* A `health_check` MUST be answered with success.
        - **IXT-LIF-018** *(module, decided)* A module MUST have the default health.
        - **IXT-LIF-019** *(module, decided)* A module SHOULD be quick.
        """;

    private MiniSuite(string directory) => Directory = directory;

    /// <summary>For <c>--spec</c>.</summary>
    public string Directory { get; }

    /// <summary>One case, not in a file.</summary>
    public static ConformanceCase Case(string id = "x-case", string steps = "", string more = "", string requirement = "IXT-LIF-017", string level = "MUST") =>
        CaseParser.Parse(Json.Of(Text(id, steps, more, requirement, level)), "x", RequirementIndex.Parse(Prose));

    /// <summary>A suite with these cases on disk, with the repository's schemas.</summary>
    public static MiniSuite Create(params (string Id, string Text)[] cases)
    {
        string root = System.IO.Directory.CreateTempSubdirectory("ixt-suite-").FullName;
        string area = Path.Combine(root, "cases", "x");
        System.IO.Directory.CreateDirectory(area);
        System.IO.Directory.CreateDirectory(Path.Combine(root, "schema"));
        foreach (string schema in System.IO.Directory.EnumerateFiles(Path.Combine(Repository.Root, "spec", "schema"), "*.json"))
        {
            File.Copy(schema, Path.Combine(root, "schema", Path.GetFileName(schema)));
        }

        File.WriteAllText(Path.Combine(root, "PROTOCOL.md"), Prose);
        File.WriteAllText(Path.Combine(root, "cases", "ids.lock"), string.Concat(cases.Select(c => $"{c.Id}\n")));
        foreach ((string id, string text) in cases)
        {
            File.WriteAllText(Path.Combine(area, $"{id}.json"), text);
        }

        return new MiniSuite(root);
    }

    /// <summary>The text of a case file.</summary>
    public static string Text(string id, string steps = "", string more = "", string requirement = "IXT-LIF-017", string level = "MUST") =>
        $$"""{"id":"{{id}}","title":"It is so.","requirements":["{{requirement}}"],"level":"{{level}}",{{more}}"steps":[{{steps}}]}""";

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
