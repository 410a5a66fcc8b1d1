namespace Ixt.Nexus.Typed.Tests;

/// <summary>A record with its own constructor, a default, another name, nesting, a cycle of types, and something computed.</summary>
public sealed record Order(string Id, [property: NexusName("qty")] int Quantity, Color Color = Color.Blue, string? Note = null, IReadOnlyList<Order>? Parts = null)
{
    public int Total => Quantity + (Parts?.Sum(p => p.Total) ?? 0);

    [NexusIgnore]
    public object? Tag { get; init; }
}
