namespace Porting.Orders;

internal sealed record PayRequest(string Order, string Card);
