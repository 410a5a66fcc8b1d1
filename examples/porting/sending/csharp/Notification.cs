namespace Alerts;

internal sealed record Notification(string Title, IReadOnlyList<string> Channels);
