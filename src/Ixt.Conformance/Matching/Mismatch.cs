namespace Ixt.Conformance.Matching;

/// <summary>The first place where what came differs from what was expected.</summary>
/// <param name="Pointer">RFC 6901 pointer into what came; empty is the whole frame.</param>
/// <param name="Expected">In words.</param>
/// <param name="Got">As JSON, shortened, or <c>nothing</c>.</param>
internal sealed record Mismatch(string Pointer, string Expected, string Got)
{
    /// <summary>How many members matched before the difference: the best of several alternatives is the one that got furthest.</summary>
    public int Depth => Pointer.Count(c => c == '/');

    /// <inheritdoc/>
    public override string ToString() => $"at {(Pointer.Length == 0 ? "the frame itself" : Pointer)}: expected {Expected}, got {Got}";
}
