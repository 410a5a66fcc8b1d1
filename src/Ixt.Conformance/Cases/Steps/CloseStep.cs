namespace Ixt.Conformance.Cases.Steps;

/// <summary>Closes the runtime's end.</summary>
/// <param name="Both">False: only the sending half.</param>
internal sealed record CloseStep(bool Both) : Step;
