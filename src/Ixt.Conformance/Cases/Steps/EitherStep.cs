namespace Ixt.Conformance.Cases.Steps;

/// <summary>One of these runs of steps fits; the first frame, close or exit decides which.</summary>
internal sealed record EitherStep(IReadOnlyList<IReadOnlyList<Step>> Alternatives) : Step
{
    /// <inheritdoc/>
    public override bool Expects => true;
}
