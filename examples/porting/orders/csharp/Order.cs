namespace Porting.Orders;

#region model
internal sealed class Order
{
    public required string Id { get; init; }

    public required string Customer { get; init; }

    public required IReadOnlyList<OrderLine> Lines { get; init; }

    public required string Created { get; init; }

    public string? Key { get; init; }

    public string Status { get; set; } = OrderStatus.Reserved;

    public string? Payment { get; set; }

    public int Total => Lines.Sum(line => line.Quantity * line.Price); // written; skipped when read
}
#endregion
