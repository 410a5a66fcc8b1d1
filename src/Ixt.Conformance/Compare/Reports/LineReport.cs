namespace Ixt.Conformance.Compare.Reports;

/// <summary>One line of a conversation.</summary>
/// <param name="Ms">Since the process was started, in milliseconds.</param>
/// <param name="Kind"><c>sent</c> by the runtime, <c>received</c> from the module, <c>output</c> of the module or <c>event</c>.</param>
/// <param name="Text">What was said.</param>
internal sealed record LineReport(double Ms, string Kind, string Text);
