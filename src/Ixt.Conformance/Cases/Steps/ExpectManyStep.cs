using System.Text.Json;

namespace Ixt.Conformance.Cases.Steps;

/// <summary>The next <paramref name="Count"/> frames each match.</summary>
internal sealed record ExpectManyStep(int Count, JsonElement Each, bool DistinctIds) : Step
{
    /// <inheritdoc/>
    public override bool Expects => true;
}
