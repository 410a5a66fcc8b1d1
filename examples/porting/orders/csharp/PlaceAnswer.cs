namespace Porting.Orders;

internal sealed record PlaceAnswer(Order Order, bool Repeated);
