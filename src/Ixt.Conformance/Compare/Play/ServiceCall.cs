using System.Text.Json;

namespace Ixt.Conformance.Compare.Play;

/// <summary>A service call that a module made.</summary>
/// <param name="Step">Number of the step during which it came.</param>
/// <param name="Call"><c>{service, method, params}</c>, and <c>one_way: true</c> when it came without an id.</param>
internal sealed record ServiceCall(int Step, JsonElement Call);
