namespace Ixt.Conformance.Cases;

/// <summary>One numbered sentence of <c>spec/PROTOCOL.md</c>.</summary>
/// <param name="Id"><c>IXT-AAA-000</c>.</param>
/// <param name="Role">Whom it binds: <c>runtime</c>, <c>module</c> or <c>both</c>.</param>
/// <param name="Provenance">Where it comes from: <c>readme</c>, <c>ecosystem</c> or <c>decided</c>.</param>
/// <param name="Level">The strongest key word in the sentence.</param>
/// <param name="Sentence">The sentence, as it stands in the document.</param>
/// <param name="Section">The heading above it.</param>
internal sealed record Requirement(string Id, string Role, string Provenance, RequirementLevel Level, string Sentence, string Section)
{
    /// <summary>Whether a module has to keep it, so that a case of this suite can test it.</summary>
    public bool BindsModules => Role is "module" or "both";
}
