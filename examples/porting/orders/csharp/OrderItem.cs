namespace Porting.Orders;

/// <summary>What a customer asks for, and what the stock is asked for.</summary>
internal sealed record OrderItem(string Sku, int Quantity);
