namespace Porting.Orders;

internal sealed record ReserveRequest(string Order, IEnumerable<OrderItem> Items);
