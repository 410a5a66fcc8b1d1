namespace Porting.Orders;

internal sealed record OrderAnswer(Order Order);
