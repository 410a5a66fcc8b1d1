using System.Text.Json.Serialization;

namespace Shop;

/// <summary>The answer to an order: numbers that must stay exact are written as text.</summary>
[JsonNumberHandling(JsonNumberHandling.WriteAsString)]
internal sealed record Receipt(long OrderId, string Customer, decimal Total, decimal Vat);
