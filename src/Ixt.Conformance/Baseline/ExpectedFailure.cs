using Ixt.Conformance.Cases;
using Ixt.Conformance.Execution;

namespace Ixt.Conformance.Baseline;

/// <summary>One line of a list of expected failures.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Testee">A column's name, or <c>*</c>.</param>
/// <param name="Cases">Which cases.</param>
/// <param name="Framing">Only in that framing; null means any.</param>
/// <param name="Reason">Why it fails, for people.</param>
internal sealed record ExpectedFailure(int Line, string Testee, CaseGlob Cases, Framing? Framing, string Reason)
{
    /// <summary>Whether the line means that run.</summary>
    public bool Matches(RunResult result) =>
        (Testee == "*" || Testee == result.Testee) && Cases.Matches(result.Case) && (Framing is null || Framing == result.Framing);

    /// <inheritdoc/>
    public override string ToString() => $"line {Line}: {Testee} {Cases.Pattern}{(Framing is { } f ? $"@{f.ToString().ToLowerInvariant()}" : string.Empty)}";
}
