namespace Ixt.Conformance.Cases.Steps;

/// <summary>The testee closes without sending another frame.</summary>
internal sealed record ExpectCloseStep : Step
{
    /// <inheritdoc/>
    public override bool Expects => true;
}
