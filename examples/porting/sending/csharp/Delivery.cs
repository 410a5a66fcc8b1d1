namespace Alerts;

internal sealed record Delivery(string Topic, string? Error);
