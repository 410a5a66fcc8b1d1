namespace Porting.Health;

internal sealed record Dependency(bool Up, int FailuresInARow);
