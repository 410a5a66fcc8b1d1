using System.Text.Json;

namespace Banking;

/// <summary>All that requests can hold; what is not there is null, and what may be of any kind a <see cref="JsonElement"/>.</summary>
internal sealed record Request(string? Account = null, string? To = null, JsonElement Amount = default);
