namespace Ixt.Conformance.Cases.Steps;

/// <summary>Sends a health_check; the very next frame is its answer, so nothing else was sent.</summary>
internal sealed record BarrierStep : Step
{
    /// <inheritdoc/>
    public override bool Expects => true;
}
