using System.Text.Json.Nodes;
using Ixt.Architecture.Tests.Spec;

namespace Ixt.Architecture.Tests.Cases;

/// <summary>A file below <c>spec/cases</c> that holds a conformance case.</summary>
internal sealed class CaseFile
{
    private CaseFile(string path)
    {
        Path = path;
        Text = Repository.Text(path);
        Json = JsonNode.Parse(Text)!.AsObject();
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CaseFile> All { get; } = [.. Repository.Files()
        .Where(f => f.StartsWith("spec/cases/", StringComparison.Ordinal) && f.EndsWith(".json", StringComparison.Ordinal) && f.Count('/') == 3)
        .Select(f => new CaseFile(f))];

    /// <summary>Relative to the repository.</summary>
    public string Path { get; }

    /// <summary>The file as it is.</summary>
    public string Text { get; }

    /// <summary>The case.</summary>
    public JsonObject Json { get; }

    /// <summary>Its <c>id</c>.</summary>
    public string Id => (string)Json["id"]!;

    /// <summary>Its <c>title</c>.</summary>
    public string Title => (string)Json["title"]!;

    /// <summary>Its <c>requirements</c>.</summary>
    public IReadOnlyList<string> Requirements => [.. Json["requirements"]!.AsArray().Select(r => (string)r!)];

    /// <summary>2 for MUST, 1 for SHOULD, 0 for MAY.</summary>
    public int Strength => RequirementKeywords.StrengthOf((string)Json["level"]!);

    /// <summary>The <c>features</c> it asks for.</summary>
    public IReadOnlySet<string> Features => Json["features"]?.AsArray().Select(f => (string)f!).ToHashSet() ?? [];

    /// <summary>Whether the runner ends the testee, and so proves that it still answers.</summary>
    public bool EndsOrderly => (string?)Json["end"] is null or "shutdown";

    /// <summary>The conformance scripts in it: those of handles and those of init's config.</summary>
    public IEnumerable<JsonArray> Scripts => JsonWalk.Members(Json)
        .SelectMany(m => (m.Name, m.Value) switch
        {
            ("script" or "$script", JsonArray script) => [script],
            ("conformance", JsonObject hooks) => hooks.Select(h => h.Value).OfType<JsonArray>(),
            _ => Enumerable.Empty<JsonArray>(),
        });

    /// <summary>Error codes that it expects the testee to send.</summary>
    public IReadOnlySet<string> ExpectedCodes => Codes(["expect", "expect_all", "expect_many"]);

    /// <summary>Error codes that it sends to the testee.</summary>
    public IReadOnlySet<string> SentCodes => Codes(["send", "send_all", "send_many"]);

    private HashSet<string> Codes(IReadOnlyCollection<string> steps) => [.. JsonWalk.Members(Json["steps"]!)
        .Where(m => steps.Contains(m.Name))
        .SelectMany(m => JsonWalk.Members(m.Value))
        .Where(m => m.Name == "code")
        .Select(m => m.Value)
        .OfType<JsonValue>()
        .Where(v => v.GetValueKind() == System.Text.Json.JsonValueKind.String)
        .Select(v => (string)v!)];
}
