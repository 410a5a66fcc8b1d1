namespace Porting.Orders;

internal sealed record OrderHealth(bool Healthy, Dictionary<string, int> Orders, int Outbox);
