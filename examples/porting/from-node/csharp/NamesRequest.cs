namespace Porting.FromNode;

internal sealed record NamesRequest(int[]? Sensors, string? Language);
