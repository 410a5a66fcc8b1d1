using Ixt.Conformance.Cases.Steps;

namespace Ixt.Conformance.Cases;

/// <summary>One file of <c>spec/cases</c>.</summary>
internal sealed record ConformanceCase
{
    /// <summary>Stable, never reused.</summary>
    public required string Id { get; init; }

    /// <summary>A sentence that is true of a conformant module.</summary>
    public required string Title { get; init; }

    /// <summary>The directory the file lies in.</summary>
    public required string Area { get; init; }

    /// <summary>What it proves.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; init; }

    /// <summary>MUST, SHOULD or MAY.</summary>
    public required RequirementLevel Level { get; init; }

    /// <summary>What the testee has to declare for the case to apply.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The framings it is run in.</summary>
    public required IReadOnlyList<Framing> Framings { get; init; }

    /// <summary>The init before the steps, or null for none.</summary>
    public required CaseInit? Init { get; init; }

    /// <summary>Changes to the testee's environment; a null value removes a variable.</summary>
    public required IReadOnlyDictionary<string, string?> Environment { get; init; }

    /// <summary>Whether the testee is expected to connect at all.</summary>
    public required bool Connects { get; init; }

    /// <summary>What comes after the steps.</summary>
    public required CaseEnd End { get; init; }

    /// <summary>The script of the runtime's side.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Why only the conformance module can be tested with it, or null when any module can.</summary>
    public required string? NeedsConformanceModule { get; init; }

    /// <summary><c>area/id</c>.</summary>
    public string Path => $"{Area}/{Id}";

    /// <summary>The one provenance of all its requirements, or null when they differ.</summary>
    public string? Provenance
    {
        get
        {
            string first = Requirements[0].Provenance;
            return Requirements.All(r => r.Provenance == first) ? first : null;
        }
    }
}
