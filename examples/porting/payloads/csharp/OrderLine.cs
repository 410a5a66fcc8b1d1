using System.Text.Json.Serialization;

namespace Shop;

/// <summary>Money is <see cref="decimal"/>, read from text: as a JSON number it might have been a float on the way.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
internal sealed record OrderLine(decimal Price, int Quantity);
