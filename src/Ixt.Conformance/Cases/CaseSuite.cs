namespace Ixt.Conformance.Cases;

/// <summary>The specification and its cases, loaded and found consistent.</summary>
internal sealed record CaseSuite(SpecDirectory Spec, RequirementIndex Requirements, IReadOnlyList<ConformanceCase> Cases)
{
    /// <summary>The version of the specification that the cases are written for.</summary>
    public const string SpecVersion = "1.1";

    /// <summary>What an area is called: the heading under which PROTOCOL.md has its requirements.</summary>
    public string TitleOf(string area)
    {
        string prefix = $"IXT-{area.ToUpperInvariant()}-";
        string? section = Requirements.All.FirstOrDefault(r => r.Id.StartsWith(prefix, StringComparison.Ordinal))?.Section;
        return section is null ? area : section[(section.IndexOf(' ', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>The areas, in the order of their names.</summary>
    public IReadOnlyList<string> Areas { get; } = [.. Cases.Select(c => c.Area).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
