using System.Text.Json;
using Ixt.Conformance.Schemas;

namespace Ixt.Conformance.Cases;

/// <summary>Reads the specification and every case, and refuses a suite that contradicts itself.</summary>
internal static class SuiteLoader
{
    // A case's own text may nest as deep as a frame and its template around it.
    private static readonly JsonDocumentOptions _json = new() { MaxDepth = 256 };

    /// <exception cref="SuiteFaultException">With every problem found, one per line.</exception>
    public static async Task<CaseSuite> LoadAsync(SpecDirectory spec, CancellationToken cancellationToken)
    {
        string prose = await File.ReadAllTextAsync(Path.Combine(spec.Root, "PROTOCOL.md"), cancellationToken).ConfigureAwait(false);
        RequirementIndex requirements = RequirementIndex.Parse(prose);
        JsonFileSchema schema = await JsonFileSchema.LoadAsync(spec.Schema("case.schema.json"), cancellationToken).ConfigureAwait(false);
        JsonFileSchema scripts = await JsonFileSchema.LoadAsync(spec.Schema("script.schema.json"), cancellationToken).ConfigureAwait(false);

        string directory = Path.Combine(spec.Root, "cases");
        List<string> problems = [];
        List<ConformanceCase> cases = [];
        // Cases stand in folders by area; what lies beside the folders is about the cases.
        foreach (string path in Directory.EnumerateDirectories(directory)
            .SelectMany(area => Directory.EnumerateFiles(area, "*.json", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
        {
            string name = Path.GetRelativePath(directory, path);
            if (!name.Contains('/', StringComparison.Ordinal))
            {
                // Beside the areas lie files about the cases, exclusions.json for one.
                continue;
            }

            string text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            if (Read(text, name, schema, requirements, problems) is { } item)
            {
                problems.AddRange(ScriptLint.Check(item, scripts));
                cases.Add(item);
            }
        }

        problems.AddRange(cases.GroupBy(c => c.Id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"The case id {g.Key} stands in {g.Count()} files."));
        string lockFile = Path.Combine(directory, "ids.lock");
        string locked = File.Exists(lockFile) ? await File.ReadAllTextAsync(lockFile, cancellationToken).ConfigureAwait(false) : string.Empty;
        problems.AddRange(IdsLock.Check(locked, cases.Select(c => c.Id).ToHashSet(StringComparer.Ordinal)));
        return problems.Count == 0 ? new CaseSuite(spec, requirements, cases) : throw new SuiteFaultException(problems);
    }

    private static ConformanceCase? Read(string text, string name, JsonFileSchema schema, RequirementIndex requirements, List<string> problems)
    {
        try
        {
            IReadOnlyList<string> violations = schema.Validate(text);
            if (violations.Count > 0)
            {
                problems.AddRange(violations.Select(v => $"{name}: {v}"));
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(text, _json);
            ConformanceCase item = CaseParser.Parse(document.RootElement.Clone(), Path.GetDirectoryName(name)!, requirements);
            if (item.Id != Path.GetFileNameWithoutExtension(name))
            {
                problems.Add($"{name}: the file is not named after its id {item.Id}.");
            }

            return item;
        }
        catch (Exception e) when (e is JsonException or Newtonsoft.Json.JsonException or FormatException or ArgumentException or SuiteFaultException)
        {
            problems.Add($"{name}: {e.Message}");
            return null;
        }
    }
}
