namespace Ixt.Conformance.Reports.Model;

/// <summary>One line of a conversation.</summary>
/// <param name="Ms">Since the start.</param>
/// <param name="Kind"><c>sent</c>, <c>received</c>, <c>output</c> or <c>event</c>.</param>
/// <param name="Text">The frame, shortened, or what happened.</param>
/// <param name="Size">Bytes of the frame; absent for others.</param>
/// <param name="Wrong">True where the run failed; else absent.</param>
internal sealed record ReportEntry(double Ms, string Kind, string Text, int? Size, bool? Wrong);
