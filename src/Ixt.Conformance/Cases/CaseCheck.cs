using Ixt.Conformance.Schemas;

namespace Ixt.Conformance.Cases;

/// <summary>Checks case files, and the scripts in them, against their schemas.</summary>
internal sealed class CaseCheck
{
    private readonly JsonFileSchema _cases;
    private readonly JsonFileSchema _scripts;

    private CaseCheck(JsonFileSchema cases, JsonFileSchema scripts)
    {
        _cases = cases;
        _scripts = scripts;
    }

    /// <summary>Reads the schemas.</summary>
    public static async Task<CaseCheck> LoadAsync(SpecDirectory spec, CancellationToken cancellationToken) => new(
        await JsonFileSchema.LoadAsync(spec.Schema("case.schema.json"), cancellationToken).ConfigureAwait(false),
        await JsonFileSchema.LoadAsync(spec.Schema("script.schema.json"), cancellationToken).ConfigureAwait(false));

    /// <summary>What is wrong with a file's text.</summary>
    public IReadOnlyList<string> File(string text) => _cases.Validate(text);

    /// <summary>What is wrong with the scripts of a case.</summary>
    public IEnumerable<string> Scripts(ConformanceCase item) => ScriptLint.Check(item, _scripts);
}
