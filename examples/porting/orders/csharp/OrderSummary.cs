namespace Porting.Orders;

internal sealed record OrderSummary(string Id, string Status, int Total);
