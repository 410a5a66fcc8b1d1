namespace Ixt.Conformance.Compare.Reports;

/// <summary>What came of one script in one framing.</summary>
/// <param name="Framing">Its name.</param>
/// <param name="Same">Whether all did the same.</param>
/// <param name="Rows">Step by step.</param>
/// <param name="Conversations">What was said, in the order of the implementations.</param>
internal sealed record FramingReport(string Framing, bool Same, IReadOnlyList<RowReport> Rows, IReadOnlyList<IReadOnlyList<LineReport>> Conversations);
