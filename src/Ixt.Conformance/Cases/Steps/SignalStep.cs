namespace Ixt.Conformance.Cases.Steps;

/// <summary>Sends a signal to the testee.</summary>
/// <param name="Name"><c>SIGTERM</c> or <c>SIGINT</c>.</param>
internal sealed record SignalStep(string Name) : Step;
