namespace Ixt.Conformance.Compare.Scripts;

/// <summary>How two values of the two sides are compared.</summary>
/// <param name="Json64">Places of base64 of JSON, which is compared as the JSON inside.</param>
/// <param name="Differs">Places that are not compared.</param>
internal sealed record ValueRules(IReadOnlyList<JsonPlace> Json64, IReadOnlyList<JsonPlace> Differs)
{
    /// <summary>Everything is compared as it is.</summary>
    public static ValueRules None { get; } = new([], []);
}
