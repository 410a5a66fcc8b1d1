using System.Text.Json;

namespace Ixt.Conformance.Cases;

/// <summary>Reads the specification and every case, and refuses a suite that contradicts itself.</summary>
internal static class SuiteLoader
{
    // A case's own text may nest as deep as a frame and its template around it.
    private static readonly JsonDocumentOptions _json = new() { MaxDepth = 256 };

    /// <param name="spec">Where it lies.</param>
    /// <param name="always">Whether the files are checked against their schemas even if the very same bytes were found right before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SuiteFaultException">With every problem found, one per line.</exception>
    public static async Task<CaseSuite> LoadAsync(SpecDirectory spec, bool always, CancellationToken cancellationToken)
    {
        string prose = await File.ReadAllTextAsync(Path.Combine(spec.Root, "PROTOCOL.md"), cancellationToken).ConfigureAwait(false);
        RequirementIndex requirements = RequirementIndex.Parse(prose);
        string directory = Path.Combine(spec.Root, "cases");

        // Beside the areas lie files about the cases, exclusions.json for one.
        List<(string Name, string Text)> files = [];
        foreach (string area in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal))
        {
            foreach (string path in Directory.EnumerateFiles(area, "*.json").Order(StringComparer.Ordinal))
            {
                files.Add((Path.GetRelativePath(directory, path), await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)));
            }
        }

        CheckedMark mark = await CheckedMark.OfAsync(spec, files, cancellationToken).ConfigureAwait(false);
        CaseCheck? check = always || !mark.IsSet ? await CaseCheck.LoadAsync(spec, cancellationToken).ConfigureAwait(false) : null;
        List<string> problems = [];
        List<ConformanceCase> cases = [];
        foreach ((string name, string text) in files)
        {
            if (Read(text, name, check, requirements, problems) is { } item)
            {
                cases.Add(item);
            }
        }

        problems.AddRange(cases.GroupBy(c => c.Id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"The case id {g.Key} stands in {g.Count()} files."));
        string lockFile = Path.Combine(directory, "ids.lock");
        string locked = File.Exists(lockFile) ? await File.ReadAllTextAsync(lockFile, cancellationToken).ConfigureAwait(false) : string.Empty;
        problems.AddRange(IdsLock.Check(locked, cases.Select(c => c.Id).ToHashSet(StringComparer.Ordinal)));
        if (problems.Count > 0)
        {
            throw new SuiteFaultException(problems);
        }

        mark.Set();
        return new CaseSuite(spec, requirements, cases);
    }

    private static ConformanceCase? Read(string text, string name, CaseCheck? check, RequirementIndex requirements, List<string> problems)
    {
        try
        {
            IReadOnlyList<string> violations = check?.File(text) ?? [];
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

            problems.AddRange(check?.Scripts(item) ?? []);
            return item;
        }
        catch (Exception e) when (e is JsonException or Newtonsoft.Json.JsonException or FormatException or ArgumentException or SuiteFaultException)
        {
            problems.Add($"{name}: {e.Message}");
            return null;
        }
    }
}
