using System.Text.Json;

namespace Banking;

/// <summary>All that requests can hold: null when absent, <see cref="JsonElement"/> where a wrong kind is to be reported.</summary>
internal sealed record Request(string? Account = null, string? To = null, JsonElement Amount = default);
