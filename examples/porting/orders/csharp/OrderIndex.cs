namespace Porting.Orders;

/// <summary>What the store keeps besides the orders themselves.</summary>
internal sealed record OrderIndex(int Next, IEnumerable<string> Ids);
