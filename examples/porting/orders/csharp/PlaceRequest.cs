namespace Porting.Orders;

internal sealed record PlaceRequest(string Customer, IReadOnlyList<OrderItem> Items, string? Key = null, int? HoldMs = null);
