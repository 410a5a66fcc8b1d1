using Ixt.Conformance.Cases;

namespace Ixt.Conformance.Execution;

/// <summary>Which cases and framings the user wants.</summary>
/// <param name="Globs"><c>--case</c>; empty means all.</param>
/// <param name="Framings"><c>--framing</c>; empty means both.</param>
/// <param name="Provenance"><c>--provenance</c>: only cases all of whose requirements have it; null means any.</param>
internal sealed record CaseSelection(IReadOnlyList<CaseGlob> Globs, IReadOnlyList<Framing> Framings, string? Provenance)
{
    /// <summary>Whether the case is wanted.</summary>
    public bool Includes(ConformanceCase item) =>
        (Globs.Count == 0 || Globs.Any(g => g.Matches(item))) && (Provenance is null || item.Provenance == Provenance);

    /// <summary>Whether the framing is wanted.</summary>
    public bool Includes(Framing framing) => Framings.Count == 0 || Framings.Contains(framing);
}
