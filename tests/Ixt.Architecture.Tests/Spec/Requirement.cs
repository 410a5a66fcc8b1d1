namespace Ixt.Architecture.Tests.Spec;

/// <summary>A numbered sentence of <c>spec/PROTOCOL.md</c>.</summary>
internal sealed record Requirement(string Id, string Role, string Provenance, string Keyword, string Sentence)
{
    /// <summary>The folder of the cases whose first requirement this is.</summary>
    public string Area => Id[4..7].ToLowerInvariant();

    /// <summary>How much it demands: 2 for MUST, 1 for SHOULD, 0 for MAY.</summary>
    public int Strength => RequirementKeywords.StrengthOf(Keyword);
}
