namespace Porting.Orders;

/// <param name="Sku">The article.</param>
/// <param name="Quantity">How many of it.</param>
/// <param name="Price">Of one, in cents.</param>
internal sealed record OrderLine(string Sku, int Quantity, int Price);
