namespace Porting.Orders;

internal sealed record ChargeRequest(string Order, string Card, int Amount);
