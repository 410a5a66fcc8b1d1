namespace Porting.Orders;

internal sealed record ReleaseRequest(string Order);
