namespace Ixt.Conformance.Cases.Steps;

/// <summary>The testee's process ends with one of these codes.</summary>
internal sealed record ExpectExitStep(IReadOnlyList<int> Codes) : Step
{
    /// <inheritdoc/>
    public override bool Expects => true;
}
