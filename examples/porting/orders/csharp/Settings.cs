namespace Porting.Orders;

/// <summary>The module's configuration, with its defaults.</summary>
internal sealed record Settings(
    Dictionary<string, int> Catalog,
    int MaxQuantity = 100,
    int MaxOutbox = 1000,
    int HoldMs = 900_000,
    int SweepMs = 1000);
