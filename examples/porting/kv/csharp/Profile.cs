using System.Text.Json;
using System.Text.Json.Serialization;

namespace Profiles;

/// <summary>What is stored of somebody.</summary>
internal sealed record Profile(string Name, string? Email = null)
{
    /// <summary>A dict keeps the members that this code does not know; a record only if it is told to.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}
