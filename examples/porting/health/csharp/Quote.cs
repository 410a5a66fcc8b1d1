namespace Porting.Health;

internal sealed record Quote(string Item, int Price, int? Shipping);
