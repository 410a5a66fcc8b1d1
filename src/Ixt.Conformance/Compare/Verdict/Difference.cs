namespace Ixt.Conformance.Compare.Verdict;

/// <summary>One place where two implementations, or an implementation and the script, part.</summary>
/// <param name="Pointer">RFC 6901 pointer into the answer or call; empty for the whole, null when there is no value to point into.</param>
/// <param name="What">What differs, when the pointer alone does not tell.</param>
/// <param name="Expected">What the script expects there; null when it says nothing of it.</param>
/// <param name="Sides">All implementations.</param>
/// <param name="Next">What to do about it.</param>
internal sealed record Difference(string? Pointer, string? What, string? Expected, IReadOnlyList<Side> Sides, string Next)
{
    /// <summary>Lines of output that belong to it.</summary>
    public IReadOnlyList<string> Output { get; init; } = [];
}
