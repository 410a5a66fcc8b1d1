namespace Porting.Orders;

internal sealed record OrderList(IEnumerable<OrderSummary> Orders, int Paid);
