using Ixt.Conformance.Compare.Measuring;

namespace Ixt.Conformance.Compare.Reports;

/// <summary>What came of one script.</summary>
/// <param name="Name">The script's name.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Same">Whether all did the same in every framing.</param>
/// <param name="Implementations">The reference first.</param>
/// <param name="Framings">Per framing.</param>
/// <param name="Measured">The figures; null when nothing was measured.</param>
internal sealed record ScriptReport(string Name, string Title, bool Same, IReadOnlyList<ImplementationReport> Implementations, IReadOnlyList<FramingReport> Framings, Measurement? Measured);
