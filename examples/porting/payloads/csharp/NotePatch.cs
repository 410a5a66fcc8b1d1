using System.Text.Json;

namespace Shop;

/// <summary>A change of the note. A <c>string?</c> could not tell an absent member from null.</summary>
internal sealed record NotePatch(JsonElement Note = default);
