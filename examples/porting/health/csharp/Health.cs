namespace Porting.Health;

/// <summary>The health report. A <c>null</c> is written as such, as Python writes <c>None</c>.</summary>
internal sealed record Health(
    bool Healthy,
    string? Reason,
    double UptimeSeconds,
    Counters Requests,
    Dictionary<string, Dependency> Dependencies,
    string Kv);
