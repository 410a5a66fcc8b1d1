namespace Alerts;

internal sealed record Alert(string Title, int Severity);
