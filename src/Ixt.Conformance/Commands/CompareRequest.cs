using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare.Play;

namespace Ixt.Conformance.Commands;

/// <summary>What the user of <c>compare</c> asked for.</summary>
internal sealed record CompareRequest
{
    /// <summary>Folders of pairs, or one script.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Implementations in place of those of a folder; the reference first.</summary>
    public required IReadOnlyList<ModuleCommand> Commands { get; init; }

    /// <summary>The framings to speak.</summary>
    public required IReadOnlyList<Framing> Framings { get; init; }

    /// <summary>How much longer than usual to wait.</summary>
    public required double TimeoutScale { get; init; }

    /// <summary>Whether the published C# program of a folder is a side of its own.</summary>
    public required bool Published { get; init; }

    /// <summary>Rounds of measuring; 0: none.</summary>
    public required int Measure { get; init; }

    /// <summary>How often the script's messages are sent in one process when measuring.</summary>
    public required int Repeat { get; init; }

    /// <summary>Reports to write.</summary>
    public required IReadOnlyList<ReportRequest> Reports { get; init; }

    /// <summary>Where the specification lies; null: the repository's.</summary>
    public required string? SpecDirectory { get; init; }
}
