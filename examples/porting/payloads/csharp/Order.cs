using System.Text.Json.Serialization;

namespace Shop;

#region contract
/// <summary>What was a dict: <c>["lines"]</c> is a parameter without default, <c>.get("customer", "guest")</c> one with it.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
internal sealed record Order(long OrderId, IReadOnlyList<OrderLine> Lines, string Customer = "guest");
#endregion
