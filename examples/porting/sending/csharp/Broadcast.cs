namespace Alerts;

internal sealed record Broadcast(IReadOnlyList<Delivery> Deliveries);
