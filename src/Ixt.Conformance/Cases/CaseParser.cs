using System.Text.Json;

namespace Ixt.Conformance.Cases;

/// <summary>Reads a case file that its schema has already accepted.</summary>
internal static class CaseParser
{
    private static readonly IReadOnlyList<Framing> _bothFramings = [Framing.Ndjson, Framing.Length];

    /// <exception cref="SuiteFaultException">The case cites what PROTOCOL.md does not hold.</exception>
    public static ConformanceCase Parse(JsonElement root, string area, RequirementIndex requirements)
    {
        string id = root.GetProperty("id").GetString()!;
        ConformanceCase parsed = new()
        {
            Id = id,
            Title = root.GetProperty("title").GetString()!,
            Area = area,
            Requirements = [.. Strings(root, "requirements").Select(r => Cite(requirements, r, id))],
            Level = Enum.Parse<RequirementLevel>(root.GetProperty("level").GetString()!, ignoreCase: true),
            Features = [.. Strings(root, "features")],
            Framings = root.TryGetProperty("framings", out _)
                ? [.. Strings(root, "framings").Select(f => Enum.Parse<Framing>(f, ignoreCase: true))]
                : _bothFramings,
            Init = ReadInit(root),
            Environment = ReadEnvironment(root),
            Connects = !root.TryGetProperty("connects", out JsonElement connects) || connects.GetBoolean(),
            End = root.TryGetProperty("end", out JsonElement end) && end.GetString() == "exited" ? CaseEnd.Exited : CaseEnd.Shutdown,
            Steps = StepParser.Read(root.GetProperty("steps")),
            NeedsConformanceModule = null,
        };
        return parsed with
        {
            NeedsConformanceModule = ConformanceModuleUse.Of(parsed),
            Framings = ProtobufUse.Of(parsed) ? [.. parsed.Framings, Framing.Protobuf] : parsed.Framings,
        };
    }

    private static Requirement Cite(RequirementIndex requirements, string id, string caseId)
    {
        Requirement found = requirements.Find(id)
            ?? throw new SuiteFaultException($"{caseId}: PROTOCOL.md has no requirement {id}.");
        return found.BindsModules ? found : throw new SuiteFaultException($"{caseId}: {id} binds the runtime; a module cannot be tested with it.");
    }

    private static CaseInit? ReadInit(JsonElement root)
    {
        if (!root.TryGetProperty("init", out JsonElement init))
        {
            return new CaseInit(null, null);
        }

        return init.ValueKind == JsonValueKind.False ? null : new CaseInit(Member(init, "config"), Member(init, "protocol"));
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value : null;

    private static Dictionary<string, string?> ReadEnvironment(JsonElement root) =>
        root.TryGetProperty("env", out JsonElement env)
            ? env.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.ValueKind == JsonValueKind.Null ? null : m.Value.GetString(), StringComparer.Ordinal)
            : [];

    private static IEnumerable<string> Strings(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray().Select(e => e.GetString()!) : [];
}
