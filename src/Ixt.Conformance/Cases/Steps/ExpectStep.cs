using System.Text.Json;

namespace Ixt.Conformance.Cases.Steps;

/// <summary>The next frame matches.</summary>
internal sealed record ExpectStep(JsonElement Frame) : Step
{
    /// <inheritdoc/>
    public override bool Expects => true;
}
