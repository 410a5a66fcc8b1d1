using System.Text.Json;

namespace Ixt.Conformance.Cases.Steps;

/// <summary>The next frames match these, in any order.</summary>
internal sealed record ExpectAllStep(IReadOnlyList<JsonElement> Frames) : Step
{
    /// <inheritdoc/>
    public override bool Expects => true;
}
