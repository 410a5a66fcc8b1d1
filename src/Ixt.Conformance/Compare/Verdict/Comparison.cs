using Ixt.Conformance.Cases;
using Ixt.Conformance.Compare.Play;
using Ixt.Conformance.Compare.Scripts;

namespace Ixt.Conformance.Compare.Verdict;

/// <summary>What came of one script in one framing.</summary>
/// <param name="Script">The script.</param>
/// <param name="Framing">The framing.</param>
/// <param name="Performances">Of every implementation, the reference first.</param>
/// <param name="Rows">Step by step, then calls, log lines, frames and exit code.</param>
internal sealed record Comparison(CompareScript Script, Framing Framing, IReadOnlyList<Performance> Performances, IReadOnlyList<ComparedRow> Rows)
{
    /// <summary>Whether all did the same.</summary>
    public bool Same => Rows.All(r => r.Reached && r.Differences.Count == 0);
}
