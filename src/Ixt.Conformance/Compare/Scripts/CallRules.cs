using System.Text.Json;

namespace Ixt.Conformance.Compare.Scripts;

/// <summary>How the service calls of the two sides are compared.</summary>
/// <param name="Unordered">As a multiset.</param>
/// <param name="Repeated">Calls that may come any number of times, but at least once.</param>
/// <param name="Values">How one call is compared with another.</param>
internal sealed record CallRules(bool Unordered, IReadOnlyList<JsonElement> Repeated, ValueRules Values);
