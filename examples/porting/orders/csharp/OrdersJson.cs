using System.Text.Json.Serialization;

namespace Porting.Orders;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, // as int("2")
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Settings))]
[JsonSerializable(typeof(PlaceRequest))]
[JsonSerializable(typeof(PayRequest))]
[JsonSerializable(typeof(ReserveRequest))]
[JsonSerializable(typeof(ReleaseRequest))]
[JsonSerializable(typeof(ChargeRequest))]
[JsonSerializable(typeof(PlaceAnswer))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(OrderList))]
[JsonSerializable(typeof(OrderHealth))]
[JsonSerializable(typeof(OrderIndex))]
[JsonSerializable(typeof(List<OutboxEntry>))]
internal sealed partial class OrdersJson : JsonSerializerContext;
